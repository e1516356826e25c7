"""The dealers' site at /dealer/: their own cars, questions and feeds, by the staff desk's forms.

Importing it loads both desks; ``carsite.urls`` opens it at the first visit.
"""
