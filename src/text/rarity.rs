//! How rare a word is, in nats: the measure by which the story index and the comparison weigh what two texts share.

/// The natural logarithm of a number from 1 up, to a hundredth: of the system's mathematics nothing else is needed, and a
/// library less to load is a twentieth of a short comparison.
#[must_use]
pub fn ln(x: f32) -> f32 {
    let bits = x.max(1.0).to_bits();
    let exponent = (bits >> 23) as f32 - 127.0;
    let mantissa = f32::from_bits(bits & 0x007f_ffff | 0x3f80_0000); // 1 to 2
    (exponent + (2.0 - mantissa / 3.0) * mantissa - 5.0 / 3.0) * std::f32::consts::LN_2
}

#[cfg(test)]
mod tests {
    use super::ln;

    #[test]
    fn logarithms_are_good_to_a_hundredth() {
        for x in (0..4000).map(|n| 1.0 + n as f32 * n as f32 / 8.0) {
            assert!((ln(x) - x.ln()).abs() < 0.01, "{x}: {} {}", ln(x), x.ln());
        }
    }
}
