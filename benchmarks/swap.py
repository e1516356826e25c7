"""How much the readers owe to the very words of the development rows.

    python benchmarks/swap.py FOLDER [--seed 1]

FOLDER holds titles.jsonl, articles.jsonl, queries.jsonl and their score.py. Makes, models,
options, places and numbers are replaced by others of the same kind, the labels with them; then
both are read and scored. No score may fall by more than 0.02; the exit code says so.
"""

import argparse
import importlib.util
import json
import os
import random
import sys
from pathlib import Path
from types import ModuleType

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carsite.settings")
django.setup()

from swapped import OF, SWAPS, Row  # noqa: E402

from listings.management.commands import read_articles, read_queries, read_titles  # noqa: E402

WORST_FALL = 0.02
# Which scores of each kind are watched, as paths into the scorer's answer.
WATCHED = {
    "titles": [
        ("make_and_model",),
        ("all_fields_but_trim_and_kw",),
        ("mean_field_accuracy_where_gold_set",),
        ("options", "f1"),
    ],
    "articles": [("exact_span_make_model", "f1"), ("main_top1",)],
    "queries": [("slot_micro", "f1"), ("query_exact_without_text_left",)],
}
COMMANDS = {
    "titles": read_titles.Command(),
    "articles": read_articles.Command(),
    "queries": read_queries.Command(),
}


def scorer_of(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{folder} has no score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scores(scorer: ModuleType, kind: str, rows: list[Row]) -> list[float]:
    command = COMMANDS[kind]
    answer = command.answer(OF)
    read = [answer(row[command.field]) for row in rows]
    result = getattr(scorer, f"score_{kind}")(rows, read)
    values = []
    for path in WATCHED[kind]:
        value = result
        for step in path:
            value = value[step]
        values.append(float(value))
    return values


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print the swapped texts")
    given = parser.parse_args()
    scorer, worst = scorer_of(given.folder), 0.0
    for kind, swap in SWAPS.items():
        lines = (given.folder / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
        chance = random.Random(given.seed)
        swapped = [swap(row, chance) for row in rows]
        field = COMMANDS[kind].field
        changed = sum(one[field] != other[field] for one, other in zip(rows, swapped, strict=True))
        print(f"{kind}: {changed} of {len(rows)} rows changed")
        before, after = scores(scorer, kind, rows), scores(scorer, kind, swapped)
        for path, old, new in zip(WATCHED[kind], before, after, strict=True):
            print(f"  {' '.join(path):40} {old:.3f} -> {new:.3f}  {new - old:+.3f}")
            worst = max(worst, old - new)
        if given.show:
            print(*(json.dumps(row, ensure_ascii=False) for row in swapped), sep="\n")
    return int(worst > WORST_FALL)


if __name__ == "__main__":
    sys.exit(main())
