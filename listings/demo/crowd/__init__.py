"""Cars by the hundred thousand: the demo's knowledge drawn from in whole columns, not per car."""
