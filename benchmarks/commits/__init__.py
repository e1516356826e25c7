"""The parts of the freshness benchmark: who writes, who watches, and who judges."""
