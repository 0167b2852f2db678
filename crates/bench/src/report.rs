//! The results as a person reads them.

use crate::bench::Results;
use crate::figures::{Figures, median};
use std::fmt::Write;

/// A ratio that is looked at: a subject against another, the floor it must reach and the aim.
struct Ratio {
    what: &'static str,
    of: &'static str,
    against: &'static str,
    floor: Option<f64>,
    aim: f64,
}

const RATIOS: [Ratio; 6] = [
    Ratio {
        what: "create / pgbench",
        of: "create, PostgreSQL",
        against: "create, pgbench",
        floor: Some(0.6),
        aim: 0.75,
    },
    Ratio {
        what: "page / pgbench",
        of: "page, PostgreSQL",
        against: "page, pgbench",
        floor: Some(0.25),
        aim: 0.5,
    },
    Ratio {
        what: "create / FastAPI",
        of: "create, PostgreSQL",
        against: "create, FastAPI",
        floor: None,
        aim: 8.0,
    },
    Ratio { what: "page / FastAPI", of: "page, PostgreSQL", against: "page, FastAPI", floor: None, aim: 8.0 },
    Ratio {
        what: "create on SQLite / bare loop",
        of: "create, SQLite",
        against: "create, bare loop",
        floor: None,
        aim: 1.0,
    },
    Ratio {
        what: "16 clients: 1 agency / 16 agencies",
        of: "create, 16 in 1 agency",
        against: "create, 16 in 16 agencies",
        floor: None,
        aim: 0.8,
    },
];

/// Most memory and longest start that are aimed at.
const RESIDENT_MIB: f64 = 64.0;
const START_MS: f64 = 200.0;

/// Tables of figures and ratios, and whether every floor is met.
pub(crate) fn report(results: &Results) -> (String, bool) {
    let (mut text, mut floors_met) = (String::new(), true);
    line(
        &mut text,
        format_args!("{:<36} {:>10} {:>9} {:>9}", "subject (medians)", "per second", "p50 ms", "p99 ms"),
    );
    for (name, rounds) in &results.rounds {
        let one = Figures::median(rounds);
        line(
            &mut text,
            format_args!("{name:<36} {:>10.0} {:>9.2} {:>9.2}", one.per_second, one.p50_ms, one.p99_ms),
        );
    }
    line(
        &mut text,
        format_args!("\n{:<36} {:>10} {:>9} {:>9}  spread", "ratio (medians)", "ratio", "floor", "aim"),
    );
    for ratio in &RATIOS {
        let (Some(of), Some(against)) = (results.rounds.get(ratio.of), results.rounds.get(ratio.against))
        else {
            continue;
        };
        let rounds: Vec<f64> = of.iter().zip(against).map(|(a, b)| a.per_second / b.per_second).collect();
        let (least, most) = rounds.iter().fold((f64::MAX, 0.0_f64), |(l, m), r| (l.min(*r), m.max(*r)));
        let value = median(rounds.into_iter());
        let met = ratio.floor.is_none_or(|floor| value >= floor);
        floors_met &= met;
        let verdict = if !met {
            "FLOOR MISSED"
        } else if value < ratio.aim {
            "below the aim"
        } else {
            "met"
        };
        let floor = ratio.floor.map_or_else(|| "-".to_owned(), |floor| floor.to_string());
        line(
            &mut text,
            format_args!(
                "{:<36} {value:>10.2} {floor:>9} {:>9}  {least:.2}..{most:.2}  {verdict}",
                ratio.what, ratio.aim
            ),
        );
    }
    let verdict = |value: f64, aim| if value < aim { "met" } else { "above the aim" };
    if let Some((now, highest)) = results.resident_mib {
        let verdict = verdict(highest, RESIDENT_MIB);
        line(
            &mut text,
            format_args!(
                "\nresident: {now:.1} MiB after the load, {highest:.1} MiB at the most; aim below {RESIDENT_MIB}: {verdict}"
            ),
        );
    }
    let verdict = verdict(results.start_ms, START_MS);
    line(
        &mut text,
        format_args!(
            "start on an existing database: {:.0} ms; aim below {START_MS}: {verdict}",
            results.start_ms
        ),
    );
    for (name, count) in &results.statements {
        line(&mut text, format_args!("statements of one {name}, transaction included: {count}"));
    }
    (text, floors_met)
}

fn line(text: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{words}");
}
