"""Feed files of invented cars in the formats that are read: for measurements and tests."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from listings.csv_cells import made_text
from listings.demo import hexon
from listings.demo.car import DemoCar
from listings.demo.stock import SEED, stock
from listings.intake.feeds.formats import autoscout24_codes, mobilede_codes
from listings.intake.feeds.formats.own import COLUMNS
from listings.models import Feed, FeedWord

Field = FeedWord.Field
Record = dict[str, Any]
PICTURES = "https://fotos.example.org"


def feed_texts(format: str, count: int, *, at: datetime, seed: int = SEED) -> Iterator[str]:
    """A file of ``count`` cars in pieces; the same for the same arguments."""
    cars = stock(count, at=at, seed=seed)
    match format:
        case Feed.Format.OWN_CSV:
            return _csv(map(own_record, cars))
        case Feed.Format.OWN_JSONL:
            return _lines(map(own_record, cars))
        case Feed.Format.AUTOSCOUT24_JSON:
            return _list("listings", map(autoscout24_record, cars))
        case Feed.Format.MOBILEDE_JSON:
            return _list("ads", map(mobilede_record, cars))
        case Feed.Format.HEXON_XML:
            vehicles = (hexon.vehicle(car, number(car), pictures(car)) for car in cars)
            return hexon.document(vehicles)
    raise ValueError(f"no feed is made of {format}")


def own_record(car: DemoCar) -> Record:
    """As ``formats.own`` documents it, without what it does not need."""
    facts = {
        name: getattr(car, name)
        for name in COLUMNS
        if name not in {"id", "source", "make", "model", "photos"} and hasattr(car, name)
    }
    facts.update(
        external_id=number(car),
        state="",
        make=car.line.make_name,
        model=car.line.name,
        first_registration_month_known=car.month_known,
        price_type="asking" if car.price_eur else "on_request",
        power_kw=car.engine.kw,
        engine_cc=car.engine.cc,
        battery_kwh=car.engine.battery_kwh,
        battery_soh_percent=car.soh_percent,
        battery_soh_method=car.soh_method,
        battery_soh_date=car.soh_date,
        options=car.options,
        photos=pictures(car),
    )
    return {name: _plain(facts[name]) for name in COLUMNS if name in facts}


def autoscout24_record(car: DemoCar) -> Record:
    codes = autoscout24_codes.CODES
    known = _turned(codes[Field.OPTION])
    fuel = "phev" if car.fuel == "phev" else _turned(autoscout24_codes.FUEL_CATEGORIES)[car.fuel]
    month = "%Y-%m"
    return _without_none(
        id=number(car),
        vehicleType="C",
        offerType="U",
        make=car.line.make_name,
        model=car.line.name,
        modelVersion=car.version,
        firstRegistrationDate=car.first_registration.strftime(month),
        mileage=car.mileage_km,
        prices={
            "public": _without_none(
                price=car.price_eur,
                currency="EUR",
                onRequestOnly=True if car.price_eur is None else None,
                isTaxDeductible=car.vat_deductible,
            )
        },
        bodyType=_number(_turned(codes[Field.BODY]).get(car.body, "#4")),
        bodyColor=_number(_turned(codes[Field.COLOUR]).get(car.colour, "#6")),
        transmission={"automatic": "A", "manual": "M"}.get(car.transmission),
        fuelCategory="2" if fuel == "phev" else fuel,
        isPluginHybrid=fuel == "phev",
        power=car.engine.kw,
        cylinderCapacity=car.engine.cc,
        battery=_without_none(capacity=car.engine.battery_kwh),
        electricRange=car.range_km,
        doorCount=car.doors,
        seatCount=car.seats,
        emptyWeight=car.weight_kg,
        wltp=_without_none(co2EmissionsCombined=car.co2_g_km),
        previousOwnerCount=car.previous_owners,
        nextInspectionDate=car.apk_until.strftime(month) if car.apk_until else None,
        equipment=[_number(known[slug]) for slug in car.options if slug in known],
        description=car.description,
        images=[{"url": url} for url in pictures(car)],
        isReserved=car.state == "reserved",
    )


def mobilede_record(car: DemoCar) -> Record:
    codes = mobilede_codes.CODES
    flags = _turned(mobilede_codes.FLAGS)
    month = "%Y%m"
    return _without_none(
        mobileAdId=number(car),
        vehicleClass="Car",
        make=car.line.make_name.upper(),
        model=car.line.name,
        modelDescription=f"{car.line.name} {car.version}".strip(),
        category=_turned(codes[Field.BODY]).get(car.body, "OtherCar"),
        condition="USED",
        firstRegistration=car.first_registration.strftime(month),
        mileage=car.mileage_km,
        price={"consumerPriceGross": f"{car.price_eur}.00", "currency": "EUR"}
        if car.price_eur
        else None,
        power=car.engine.kw,
        cubicCapacity=car.engine.cc,
        fuel="HYBRID" if car.fuel == "phev" else _turned(codes[Field.FUEL])[car.fuel],
        hybridPlugin=car.fuel == "phev",
        gearbox={"automatic": "AUTOMATIC_GEAR", "manual": "MANUAL_GEAR"}.get(car.transmission),
        exteriorColor=car.colour.upper(),
        doors=car.doors,
        seats=car.seats,
        weight=car.weight_kg,
        trailerLoadBraked=car.towing_kg,
        numberOfPreviousOwners=car.previous_owners,
        generalInspection=car.apk_until.strftime(month) if car.apk_until else None,
        description=car.description.replace("\n", "\\\\"),
        images=[{"ref": url, "hash": "0"} for url in pictures(car)],
        reserved=car.state == "reserved",
        **{flags[slug]: True for slug in car.options if slug in flags},
    )


def number(car: DemoCar) -> str:
    return f"D{car.index + 1:06d}"


def pictures(car: DemoCar) -> list[str]:
    """Three to twelve addresses, of which nothing answers."""
    return [f"{PICTURES}/{number(car)}/{place}.jpg" for place in range(3 + car.index % 10)]


def _csv(records: Iterable[Record]) -> Iterator[str]:
    yield _csv_row(COLUMNS)
    for record in records:
        joined = {
            **record,
            "options": "|".join(record["options"]),
            "photos": " ".join(record["photos"]),
        }
        yield _csv_row([_cell(joined.get(name)) for name in COLUMNS])


def _csv_row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=";").writerow(cells)
    return line.getvalue()


def _cell(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    return made_text(str(value))


def _lines(records: Iterable[Record]) -> Iterator[str]:
    return (json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _list(name: str, records: Iterable[Record]) -> Iterator[str]:
    yield f'{{"{name}": ['
    for place, record in enumerate(records):
        yield (",\n" if place else "\n") + json.dumps(record, ensure_ascii=False)
    yield "\n]}\n"


def _turned(table: Mapping[str, str]) -> dict[str, str]:
    """Their first code for each of our words."""
    return {value: code for code, value in reversed(list(table.items())) if value}


def _number(code: str) -> int:
    return int(code.removeprefix("#"))


def _without_none(**values: Any) -> Record:
    return {name: value for name, value in values.items() if value is not None}


def _plain(value: Any) -> Any:
    to_json: Callable[[Any], Any] = str
    return value if value is None or isinstance(value, str | int | float | list) else to_json(value)
