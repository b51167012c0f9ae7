use super::*;

/// A small generator of test numbers (an LCG), the same everywhere.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as u32
    }

    /// Between -1 and 1.
    pub(crate) fn float(&mut self) -> f32 {
        (self.next() % 20_001) as f32 / 10_000.0 - 1.0
    }

    pub(crate) fn floats(&mut self, count: usize) -> Vec<f32> {
        (0..count).map(|_| self.float()).collect()
    }

    /// Between -127 and 127.
    pub(crate) fn bytes(&mut self, count: usize) -> Vec<i8> {
        (0..count).map(|_| (self.next() % 255) as i8).map(|b| b.max(-127)).collect()
    }
}

fn bits(x: &[f32]) -> Vec<u32> {
    x.iter().map(|v| v.to_bits()).collect()
}

/// Runs `f` on every set and asserts that all give the same bits.
fn same(mut f: impl FnMut(Isa) -> Vec<f32>) -> Vec<f32> {
    let sets = Isa::available();
    let first = f(sets[0]);
    for &isa in &sets[1..] {
        assert_eq!(bits(&first), bits(&f(isa)), "{} and {}", sets[0].name(), isa.name());
    }
    first
}

#[test]
fn products_are_exact_on_every_path() {
    let mut numbers = Numbers(1);
    for (rows, inputs, outputs) in
        [(1usize, 4usize, 1usize), (7, 384, 130), (12, 30, 64), (5, 1536, 65), (6, 3, 200)]
    {
        let weights = numbers.bytes(inputs * outputs);
        let (scale, bias) = (vec![1.0; outputs], vec![0.0; outputs]);
        let packed = Packed::new(&weights, outputs, inputs, scale, bias).unwrap();
        let stride = packed.stride();
        let room = rows.next_multiple_of(6) * stride;
        // The extremes on purpose: sums that 16 bits could not hold.
        let x: Vec<u8> =
            (0..room).map(|i| if i % 3 == 0 { 255 } else { (numbers.next() % 256) as u8 }).collect();
        let out = same(|isa| {
            let mut out = vec![0.0; rows * outputs];
            let rows_ = QuantizedRows { bytes: &x, scales: &vec![1.0; rows] };
            gemm(isa, &rows_, rows, &packed, &mut out, &mut Vec::new());
            out
        });
        for r in 0..rows {
            for o in 0..outputs {
                let sum: i32 = (0..inputs)
                    .map(|k| (i32::from(x[r * stride + k]) - 128) * i32::from(weights[o * inputs + k]))
                    .sum();
                assert_eq!(out[r * outputs + o], sum as f32);
            }
        }
    }
}

#[test]
fn float_parts_agree_on_every_path() {
    let mut numbers = Numbers(2);
    let x = numbers.floats(5 * 384);
    let (y, w, b) = (numbers.floats(5 * 384), numbers.floats(384), numbers.floats(384));
    let normed = same(|isa| {
        let mut x = x.clone();
        add_layer_norm(isa, &mut x, &y, 384, &w, &b, 1e-12);
        x
    });
    assert!(normed.iter().all(|v| v.is_finite()));
    same(|isa| {
        let mut x: Vec<f32> = x.iter().map(|v| v * 5.0).collect();
        gelu(isa, &mut x);
        x
    });
    same(|isa| {
        let mut out = vec![0u8; 5 * 384];
        let mut scales = vec![0.0; 5];
        quantize(isa, &x, 384, &mut out, 384, &mut scales);
        out.iter().map(|&b| f32::from(b)).chain(scales).collect()
    });
    for rows in [1, 7, 33] {
        let qkv = numbers.floats(rows * 3 * 384);
        let queries: Vec<u32> = (0..rows as u32).step_by(2).collect();
        let out = same(|isa| {
            let mut out = vec![0.0; queries.len() * 384];
            let input = Attention { qkv: &qkv, rows, hidden: 384, head: 32, queries: &queries };
            attention(isa, &input, &mut out, &mut Vec::new());
            out
        });
        // Against plain arithmetic, first head and query.
        let score = |j: usize| (0..32).map(|d| qkv[d] * qkv[j * 1152 + 384 + d]).sum::<f32>();
        let weights: Vec<f32> = (0..rows).map(|j| score(j).exp()).collect();
        let total: f32 = weights.iter().sum();
        let expected: f32 = (0..rows).map(|j| weights[j] / total * qkv[j * 1152 + 768]).sum();
        assert!((out[0] - expected).abs() < 1e-4, "{} {expected}", out[0]);
    }
    let w = numbers.floats(100 * 48);
    let out = same(|isa| {
        let mut out = vec![0.0; 5 * 48];
        dense(isa, &Product { x: &x, x_width: 100, w: &w, bias: &b, out_width: 48 }, &mut out);
        out
    });
    let expected: f32 = (0..100).map(|k| x[400 + k] * w[k * 48 + 47]).sum::<f32>() + b[47];
    assert!((out[4 * 48 + 47] - expected).abs() < 1e-4);
    assert!(out[0].is_finite());
}

#[test]
fn exp_is_close() {
    for i in -8700..=100 {
        let x = i as f32 / 100.0;
        let (ours, theirs) = (super::vector::exp(x), f64::from(x).exp());
        assert!((f64::from(ours) - theirs).abs() <= 2e-6 * theirs, "{x}: {ours} {theirs}");
    }
    let mut row = [1.0, 2.0, 3.0];
    softmax(&mut row);
    assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-6);
    assert!(super::vector::exp(f32::NEG_INFINITY) < 1e-37);
}

#[test]
fn quantising_rounds_halves_to_even() {
    let mut out = vec![0u8; 8];
    let mut scales = [0.0; 2];
    quantize(Isa::detect(), &[127.0, 0.5, 1.5, -2.5, 0.0, 0.0, 0.0, 0.0], 4, &mut out, 4, &mut scales);
    assert_eq!(out, [255, 128, 130, 126, 128, 128, 128, 128]);
    assert_eq!(scales, [1.0, 0.0]);
}

/// Seconds that this thread was on a processor (Linux), so that neighbours do not count.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or(0.0) * 1e-9
}

/// `cargo test --release -p dateline-model --lib -- --ignored speed --nocapture`
#[test]
#[ignore = "a measurement"]
fn speed() {
    let mut numbers = Numbers(3);
    let time = |name: &str, work: f64, unit: &str, f: &mut dyn FnMut()| {
        f();
        let (started, mut runs) = (cpu_seconds(), 0);
        while cpu_seconds() - started < 0.3 {
            f();
            runs += 1;
        }
        let seconds = (cpu_seconds() - started) / f64::from(runs);
        println!("{name:<34} {:8.2} {unit}, {:7.3} ms", work / seconds / 1e9, seconds * 1e3);
    };
    for isa in Isa::available() {
        for (rows, inputs, outputs) in [
            (252usize, 384usize, 1152usize),
            (96, 384, 1536),
            (96, 1536, 384),
            (96, 768, 384),
            (252, 384, 1300),
        ] {
            let weights = numbers.bytes(inputs * outputs);
            let packed =
                Packed::new(&weights, outputs, inputs, vec![1.0; outputs], vec![0.0; outputs]).unwrap();
            let x: Vec<u8> = (0..rows * packed.stride()).map(|_| numbers.next() as u8).collect();
            let mut out = vec![0.0; rows * outputs];
            let scales = vec![1.0; rows];
            let mut scratch = Vec::new();
            time(
                &format!("{} {rows}x{inputs}x{outputs}", isa.name()),
                (rows * inputs * outputs) as f64,
                "GMAC/s",
                &mut || {
                    gemm(
                        isa,
                        &QuantizedRows { bytes: &x, scales: &scales },
                        rows,
                        &packed,
                        &mut out,
                        &mut scratch,
                    );
                },
            );
        }
        let mut x = numbers.floats(96 * 1536);
        let (w, b) = (numbers.floats(384), numbers.floats(384));
        let (mut bytes, mut scales) = (vec![0u8; 96 * 1536], vec![0.0; 512]);
        time(&format!("{} gelu", isa.name()), x.len() as f64, "G/s", &mut || gelu(isa, &mut x));
        time(&format!("{} quantize", isa.name()), x.len() as f64, "G/s", &mut || {
            quantize(isa, &x, 1536, &mut bytes, 1536, &mut scales);
        });
        let y = numbers.floats(96 * 1536);
        time(&format!("{} layer norm", isa.name()), x.len() as f64, "G/s", &mut || {
            add_layer_norm(isa, &mut x, &y, 384, &w, &b, 1e-12);
        });
        let qkv = numbers.floats(36 * 1152);
        let queries: Vec<u32> = (0..36).collect();
        let (mut out, mut scratch) = (vec![0.0; 36 * 384], Vec::new());
        time(&format!("{} attention of 36", isa.name()), (36 * 36 * 768) as f64, "GMAC/s", &mut || {
            let input = Attention { qkv: &qkv, rows: 36, hidden: 384, head: 32, queries: &queries };
            attention(isa, &input, &mut out, &mut scratch);
        });
        let (x, w, b) = (numbers.floats(30 * 256), numbers.floats(256 * 64), numbers.floats(64));
        let mut out = vec![0.0; 30 * 64];
        time(&format!("{} dense", isa.name()), (30 * 256 * 64) as f64, "GMAC/s", &mut || {
            dense(isa, &Product { x: &x, x_width: 256, w: &w, bias: &b, out_width: 64 }, &mut out);
        });
    }
}
