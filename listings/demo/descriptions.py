"""What sellers write below their cars."""

from listings.demo.car import DemoCar


def give_description(car: DemoCar) -> None:
    car.description = ""
