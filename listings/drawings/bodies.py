"""The nine bodies: dimensions and outlines of a typical car of each class.

Units are centimetres. x = 0 at the front axle and grows to the rear; y = 0 on the ground and grows upward. The car
faces left. An outline starts at the lower front edge, and its first four cubics are always: bumper, nose, bonnet,
windscreen; the underside and the wheel arches are added by `draw.py`. `glass` starts at the lower front corner of the
side windows and ends at the lower rear corner: the line between the two is the belt.

Figures are rounded means of what makers publish for best sellers of each class, model years about 2012-2022:

    body        length height wheelbase overhangs  tyre width  wheelbase/  tyre/      typical of
                                        front rear              length    wheelbase
    hatchback      416    146       259    82   75   65   177     .62       .25      B and C segment
    sedan          471    144       285    80  106   67   183     .61       .24      D segment with a long bonnet
    estate         477    148       279    88  110   67   183     .58       .24      D segment
    suv            456    167       270    88   98   74   185     .59       .27      compact SUV
    mpv            460    167       279    92   89   66   183     .61       .24      compact with 5 to 7 seats
    coupe          464    137       275    85  104   69   184     .59       .25      2+2 with rear drive
    convertible    440    133       267    80   93   67   179     .61       .25      2+2 with its roof down
    van            490    195       300    92   98   67   190     .61       .22      mid-size panel van
    pickup         538    179       322    89  127   78   187     .60       .24      double cab
"""

from dataclasses import dataclass
from math import sqrt

from .svg import num, numbers, segment


@dataclass(frozen=True)
class Body:
    """One body type; see the module's docstring for units and axes."""

    height: int
    wheelbase: int
    front: int  # x of the foremost point (negative)
    rear: int  # x of the rearmost point
    tyre: int  # outer diameter
    width: int
    sill: int  # y of the lower edge between the wheels
    gap: float  # from the tyre to the arch
    outline: str
    glass: str
    pillars: tuple[tuple[float, float, float], ...]  # x at the belt, x at the roof, width
    doors: tuple[int, ...]  # x of each shut line at the belt, front to rear
    handles: tuple[tuple[int, int], ...]
    crease: str  # shoulder line: one cubic
    headlamp: str
    taillamp: str
    tail: int  # which cubic of the outline is the rear window
    traits: frozenset[str] = frozenset()

    def belt_at(self, x: float) -> float:
        """Height of the belt (lower edge of the side windows) at x."""
        if not self.glass:
            return 97 + (x - 74) * 0.033
        x0, y0 = numbers(self.glass)[:2]
        x1, y1 = numbers(self.glass)[-2:]
        return y0 + (y1 - y0) * (x - x0) / (x1 - x0)

    def roof_at(self, x: float) -> float:
        """Height of the outline's upper edge at x, from samples along its cubics."""
        samples = []
        for index in range(2, self.outline.count("C")):
            p = numbers(segment(self.outline, index))
            for step in range(25):
                t, u = step / 24, 1 - step / 24
                weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
                samples.append(
                    tuple(sum(w * v for w, v in zip(weights, line)) for line in (p[::2], p[1::2]))
                )
        return min(samples, key=lambda point: (abs(point[0] - x), -point[1]))[1]

    def silhouette(self) -> str:
        """The outline closed along the underside, around both wheel arches."""
        axle, radius = self.tyre / 2, self.tyre / 2 + self.gap
        half = sqrt(radius**2 - (axle - self.sill) ** 2)
        arch = f"A{num(radius)} {num(radius)} 0 {int(axle > self.sill)} 1"
        ends = [(self.wheelbase + half, self.wheelbase - half), (half, -half)]
        under = "".join(f"L{num(a)} {self.sill}{arch} {num(b)} {self.sill}" for a, b in ends)
        return self.outline + under + "Z"


def _traits(words: str) -> frozenset[str]:
    return frozenset(words.split())


BODIES: dict[str, Body] = {
    "hatchback": Body(
        146,
        259,
        -82,
        334,
        65,
        177,
        18,
        3.4,
        "M-74 18C-80 20 -82 31 -82 45C-82 58 -81 66 -75 73C-62 87 -14 96 44 101C72 117 102 134 128 140.500"
        "C148 145.500 170 146.500 190 146.500C228 146.500 262 143.500 290 137.500C297 136 302 134 304 131.500"
        "C312 121 320 109 325 99C331 91 333 78 334 62C335 50 333 33 327 19",
        "M58 99.500C84 115 110 130 132 135.500C150 140 172 141.500 190 141.500C214 141.500 236 139.500 250 136.500"
        "C258 127 264 118 268 109",
        ((62, 95, 3), (152, 154, 8.5), (238, 232, 3)),
        (44, 148, 242),
        ((129, 86), (223, 89)),
        "M-42 80C50 89 200 95 316 96",
        "M-84 68L-76 72.500C-66 78 -56 81 -42 82.500C-46 76 -56 70.500 -68 68L-84 64.500Z",
        "M338 97L314 99C306 99 304 96 305 92L308 82C309 79 312 78 316 78L338 77Z",
        7,
    ),
    "sedan": Body(
        144,
        285,
        -80,
        391,
        67,
        183,
        18,
        3.2,
        "M-72 18C-79 20 -80 32 -80 45C-80 56 -80 64 -74 70.500C-60 84 0 94.500 64 98.500C94 113 122 130 148 137.500"
        "C168 142.500 188 144 206 144C242 144 268 136 290 123.500C304 115 314 109.500 328 107.500"
        "C346 106 366 107 383 107C386 107 386.500 105 386 102C389 91 391 79 391 66C392 50 388 33 380 19",
        "M77 98C103 112.500 129 127 152 133C170 137.500 190 139 206 139C234 139 256 132.500 274 122.500"
        "C284 117 292 112.500 295 109.500C296.500 107.500 294 106.500 288 106",
        ((83, 113, 3), (176, 180, 8.5), (257, 246, 3)),
        (60, 172, 262),
        ((152, 86), (244, 88)),
        "M-36 78C60 88 240 95 356 94",
        "M-82 66L-75 70C-64 75.500 -54 78 -36 80C-42 73 -54 68.500 -66 66.500L-82 63Z",
        "M394 98L360 99.500C352 99.500 350 97 353 94L360 88C362 86 366 85.500 370 85.500L394 85Z",
        6,
    ),
    "estate": Body(
        148,
        279,
        -88,
        389,
        67,
        183,
        18,
        3.2,
        "M-80 18C-87 20 -88 33 -88 46C-88 58 -88 66 -81 72.500C-66 86 -8 96 54 100.500C84 115.500 114 134 140 141"
        "C160 146 180 148 202 148C256 148 306 145 344 139.500C350 138.500 354 137 356 135C364 124 371 112 375 102"
        "C384 93 388 80 389 66C390 50 387 33 380 19",
        "M67 99.500C94 114.500 120 130 144 136.500C164 141.500 184 143 202 143C250 143 296 140.500 332 135.500"
        "C340 127 347 118 351 110",
        ((71, 104, 3), (170, 172, 8.5), (266, 258, 8)),
        (50, 166, 258),
        ((146, 87), (240, 90)),
        "M-42 80C60 90 240 96 366 97",
        "M-90 67L-82 71C-70 77 -58 79.500 -42 81C-48 74.500 -60 70 -72 68L-90 64Z",
        "M396 118L368 118C364 118 362 114 364 108L368 98C360 96 356 92 358 88C360 84 366 82 374 82L396 82Z",
        7,
        _traits("rails"),
    ),
    "suv": Body(
        167,
        270,
        -88,
        368,
        74,
        185,
        27,
        5.0,
        "M-79 27C-86 30 -88 43 -88 58C-88 73 -88 83 -82 90C-68 104 -12 113 50 117.500C78 133.500 105 152 128 159"
        "C148 164 170 165.500 192 165.500C240 165.500 284 163.500 316 159C322 158 326 156 328 154"
        "C337 141 345 128 349 118C359 109 366 96 367 80C369 62 367 45 359 29",
        "M62 116.500C88 132 110 147.500 132 153.500C152 158.500 172 160 192 160C232 160 270 158.500 298 154.500"
        "C308 146 316 136 320 127",
        ((67, 96, 3), (161, 163, 9), (251, 245, 8)),
        (44, 157, 250),
        ((137, 102), (230, 105)),
        "M-42 97C50 106 210 112 332 113",
        "M-90 84L-83 88C-72 94 -60 97 -42 98.500C-46 92 -58 87 -70 85L-90 81Z",
        "M372 116L338 117C328 117 326 113 330 108C332 105 336 104 342 104L352 104L354 94L372 93Z",
        7,
        _traits("rails cladding"),
    ),
    "mpv": Body(
        167,
        279,
        -92,
        368,
        66,
        183,
        19,
        3.4,
        "M-84 19C-91 21 -92 35 -92 49C-92 62 -91 72 -84 79C-68 95 -28 105 10 112C48 131 88 151 120 159"
        "C142 164 164 166.500 190 166.500C246 166.500 296 164 332 158.500C338 157.500 342 156 344 154"
        "C351 141 356 125 358 112C364 99 368 84 368 66C369 50 366 34 359 20",
        "M28 109C60 127.500 94 146 122 153.500C144 158.500 166 161 190 161C240 161 286 159 320 154"
        "C328 143 334 129 336 116",
        ((66, 103, 5), (164, 166, 8.5), (256, 252, 8)),
        (48, 160, 250),
        ((140, 93), (234, 96)),
        "M-34 92C50 99 220 105 352 106",
        "M-94 72L-84 78C-70 88 -54 94 -34 97C-40 88 -54 79 -70 74L-94 67Z",
        "M374 122L355 122C350 122 349 117 350 109C351 98 354 89 368 87L374 87Z",
        7,
        _traits("rails"),
    ),
    "coupe": Body(
        137,
        275,
        -85,
        379,
        69,
        184,
        16,
        2.8,
        "M-76 16C-83 18 -85 30 -85 42C-85 52 -84 60 -78 66C-62 80 6 91 72 95C102 108.500 130 123.500 156 130.500"
        "C174 135 190 136.500 206 136.500C246 136.500 284 124.500 316 111.500C332 105 348 102 364 102.500"
        "C370 102.500 372 101 371 98C376 88 379 76 379 63C380 47 376 30 368 17",
        "M88 95C114 108 138 119.500 162 125.500C180 130 194 131.500 206 131.500C234 131.500 258 122.500 280 112"
        "C286 108.500 286 105.500 280 104.500",
        ((94, 122, 3), (214, 216, 4)),
        (68, 210),
        ((188, 85),),
        "M-36 75C70 86 230 97 352 91",
        "M-86 60L-78 64C-66 70 -54 73 -36 75C-42 69 -54 64.500 -66 62L-86 57.500Z",
        "M384 94L350 95.500C340 95.500 338 93 341 90.500L346 86C348 84 352 83.500 356 83.500L384 83Z",
        6,
    ),
    "convertible": Body(
        133,
        267,
        -80,
        360,
        67,
        179,
        17,
        3.0,
        "M-72 17C-79 19 -80 32 -80 44C-80 54 -79 62 -73 68C-58 82 0 92 62 96.500C66 96.700 70 96.900 74 97"
        "C130 99 200 101.500 252 103C284 103.500 322 103.500 350 100.500C354 100 355 98 355 95C358 85 360 74 360 62"
        "C361 46 357 30 350 18",
        "",
        (),
        (64, 196),
        ((174, 86),),
        "M-34 77C70 86 220 95 336 90",
        "M-82 62L-73 66C-62 72 -50 75 -34 76.500C-40 70.500 -52 66.500 -64 64L-82 59.500Z",
        "M366 93L334 94C325 94 323 91.500 326 89L332 84C334 82 338 81.500 342 81.500L366 81Z",
        5,
        _traits("open"),
    ),
    "van": Body(
        195,
        300,
        -92,
        398,
        67,
        190,
        24,
        4.5,
        "M-84 23C-91 25 -92 39 -92 55C-92 72 -91 84 -85 92C-72 106 -44 115 -16 120C12 144 38 169 60 181"
        "C76 189 98 193.500 130 194.500C220 196 310 196 370 193.500C381 193 386 188 388 178"
        "C392 152 396 122 397 92C398 62 397 40 394 25",
        "M12 118C34 141 52 159 70 169C80 174 90 176.500 102 176.500C110 176.500 116 176 120 175"
        "C122 150 122 130 122 112",
        ((33, 52, 4),),
        (12, 127, 252),
        ((110, 97), (143, 99)),
        "M-50 102C40 105 240 106 384 104",
        "M-94 76L-86 88C-76 98 -64 103 -50 106C-50 98 -56 88 -68 81L-94 70Z",
        "M402 130L389 130C385 130 384 124 384 108C384 92 385 84 389 83L402 83Z",
        8,
        _traits("van"),
    ),
    "pickup": Body(
        179,
        322,
        -89,
        449,
        78,
        187,
        38,
        7.0,
        "M-82 34C-88 36 -89 50 -89 66C-89 88 -89 98 -84 106C-68 116 -2 122.500 56 125C82 141.500 106 161 128 169"
        "C146 175 168 178 190 178C214 178 238 177 254 174C264 171 267 162 269 150C271 140 273 128 274 120.500"
        "C330 121 390 122 438 122.500C443 122.500 445 120 445 115C446 98 446 82 446 67C449 66 449 64 449 60"
        "C449 52 448 48 444 46C440 45 436 45 432 45",
        "M69 122.500C94 140 114 155.500 132 163C150 170 170 172.500 190 172.500C212 172.500 232 171 246 168.500"
        "C252 158 256 144 258 129.500",
        ((74, 102, 3), (164, 166, 9)),
        (50, 160, 260),
        ((140, 107), (240, 110)),
        "M-46 106C60 112 260 116 434 112",
        "M-92 104L-58 109C-48 110 -46 107 -48 102C-51 95 -58 91 -68 91L-92 91Z",
        "M450 117L436 117C433 117 432 115 432 111L432 84C432 81 433 80 436 80L450 80Z",
        9,
        _traits("cladding bed"),
    ),
}
