"""The titles that dealers give their cars."""

from listings.demo.car import DemoCar


def give_title(car: DemoCar) -> None:
    car.title = f"{car.line.make_name} {car.line.name} {car.version}"
