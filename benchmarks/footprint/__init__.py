"""What ``benchmarks/memory.py`` starts and looks at."""
