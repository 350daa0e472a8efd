//! UTM on WGS84, both ways.
//!
//! Source: C. F. F. Karney, "Transverse Mercator with an accuracy of a few nanometers",
//! Journal of Geodesy 85, 2011: the series of Krüger to the sixth order, equations 7 to 12,
//! 19, 35 and 36. Within a zone its error is far below a millimetre.

use dateline_core::geo::LonLat;

const EQUATOR_M: f64 = 6_378_137.0;
const FLATTENING: f64 = 1.0 / 298.257_223_563;
const SCALE: f64 = 0.9996;
const FALSE_EASTING_M: f64 = 500_000.0;
const FALSE_NORTHING_M: f64 = 10_000_000.0;
/// Third flattening.
const N: f64 = FLATTENING / (2.0 - FLATTENING);

/// Coefficients of powers of `N`, lowest power first, by the power of the first.
const ALPHA: [(i32, &[f64]); 6] = [
    (1, &[1.0 / 2.0, -2.0 / 3.0, 5.0 / 16.0, 41.0 / 180.0, -127.0 / 288.0, 7891.0 / 37_800.0]),
    (2, &[13.0 / 48.0, -3.0 / 5.0, 557.0 / 1440.0, 281.0 / 630.0, -1_983_433.0 / 1_935_360.0]),
    (3, &[61.0 / 240.0, -103.0 / 140.0, 15_061.0 / 26_880.0, 167_603.0 / 181_440.0]),
    (4, &[49_561.0 / 161_280.0, -179.0 / 168.0, 6_601_661.0 / 7_257_600.0]),
    (5, &[34_729.0 / 80_640.0, -3_418_889.0 / 1_995_840.0]),
    (6, &[212_378_941.0 / 319_334_400.0]),
];
const BETA: [(i32, &[f64]); 6] = [
    (1, &[1.0 / 2.0, -2.0 / 3.0, 37.0 / 96.0, -1.0 / 360.0, -81.0 / 512.0, 96_199.0 / 604_800.0]),
    (2, &[1.0 / 48.0, 1.0 / 15.0, -437.0 / 1440.0, 46.0 / 105.0, -1_118_711.0 / 3_870_720.0]),
    (3, &[17.0 / 480.0, -37.0 / 840.0, -209.0 / 4480.0, 5569.0 / 90_720.0]),
    (4, &[4397.0 / 161_280.0, -11.0 / 504.0, -830_251.0 / 7_257_600.0]),
    (5, &[4583.0 / 161_280.0, -108_847.0 / 3_991_680.0]),
    (6, &[20_648_693.0 / 638_668_800.0]),
];

/// The radius of the circle that is as long as a meridian, metres.
fn rectifying_radius_m() -> f64 {
    EQUATOR_M / (1.0 + N) * (1.0 + N.powi(2) / 4.0 + N.powi(4) / 64.0 + N.powi(6) / 256.0)
}

fn eccentricity() -> f64 {
    (FLATTENING * (2.0 - FLATTENING)).sqrt()
}

fn series(coefficients: &[(i32, &[f64]); 6]) -> [f64; 6] {
    coefficients.map(|(first, powers)| {
        let terms = (first..).zip(powers).map(|(power, factor)| factor * N.powi(power));
        terms.sum()
    })
}

/// The tangent of the conformal latitude of that of a geographic one.
fn conformal(tau: f64) -> f64 {
    let e = eccentricity();
    let sigma = (e * (e * tau / tau.hypot(1.0)).atanh()).sinh();
    tau * sigma.hypot(1.0) - sigma * tau.hypot(1.0)
}

/// The middle of a zone, degrees east.
pub(super) fn central_meridian(zone: u32) -> f64 {
    f64::from(zone) * 6.0 - 183.0
}

/// Easting and northing in a zone, metres; northing is negative in the south.
pub(super) fn project(place: LonLat, zone: u32) -> (f64, f64) {
    let lambda = (place.lon - central_meridian(zone)).to_radians();
    let tau = conformal(place.lat.to_radians().tan());
    let xi = tau.atan2(lambda.cos());
    let eta = (lambda.sin() / tau.hypot(lambda.cos())).asinh();
    let (mut x, mut y) = (eta, xi);
    for (order, alpha) in (1_u32..).map(f64::from).zip(series(&ALPHA)) {
        x += alpha * (2.0 * order * xi).cos() * (2.0 * order * eta).sinh();
        y += alpha * (2.0 * order * xi).sin() * (2.0 * order * eta).cosh();
    }
    let radius_m = SCALE * rectifying_radius_m();
    (FALSE_EASTING_M + radius_m * x, radius_m * y)
}

/// The place of an easting and a northing, negative in the south, in a zone.
pub(super) fn unproject(easting_m: f64, northing_m: f64, zone: u32) -> Option<LonLat> {
    let radius_m = SCALE * rectifying_radius_m();
    let (x, y) = ((easting_m - FALSE_EASTING_M) / radius_m, northing_m / radius_m);
    let (mut eta, mut xi) = (x, y);
    for (order, beta) in (1_u32..).map(f64::from).zip(series(&BETA)) {
        eta -= beta * (2.0 * order * y).cos() * (2.0 * order * x).sinh();
        xi -= beta * (2.0 * order * y).sin() * (2.0 * order * x).cosh();
    }
    let wanted = xi.sin() / eta.sinh().hypot(xi.cos());
    let lambda = eta.sinh().atan2(xi.cos());
    // Newton's method; two rounds are enough for a double.
    let e2 = eccentricity().powi(2);
    let mut tau = wanted;
    for _ in 0..5 {
        let reached = conformal(tau);
        let slope =
            (1.0 - e2) * tau.hypot(1.0) * reached.hypot(1.0) / (1.0 + (1.0 - e2) * tau * tau);
        tau += (wanted - reached) / slope;
    }
    let lon = central_meridian(zone) + lambda.to_degrees();
    LonLat::new((lon + 540.0).rem_euclid(360.0) - 180.0, tau.atan().to_degrees())
}

/// The place of UTM coordinates as they are written, with a false northing in the south;
/// `None` where there can be none.
pub(crate) fn utm(zone: u32, is_south: bool, easting_m: f64, northing_m: f64) -> Option<LonLat> {
    let is_sound = (1..=60).contains(&zone)
        && (100_000.0..=900_000.0).contains(&easting_m)
        && (0.0..=FALSE_NORTHING_M).contains(&northing_m);
    let northing_m = if is_south { northing_m - FALSE_NORTHING_M } else { northing_m };
    is_sound.then(|| unproject(easting_m, northing_m, zone)).flatten()
}
