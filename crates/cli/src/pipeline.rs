//! Work on many items at once, results in the order of the items.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{channel, sync_channel};

/// Applies `work` to each item on `jobs` threads and hands the results to `sink` in the order of
/// the items, on the calling thread. At most some four items a thread are held at any time. When
/// `sink` breaks, the rest is not read.
pub(crate) fn ordered<T: Send, R: Send>(
    items: impl Iterator<Item = T> + Send,
    jobs: usize,
    work: impl Fn(T) -> R + Sync,
    mut sink: impl FnMut(R) -> ControlFlow<()>,
) {
    if jobs <= 1 {
        for item in items {
            if sink(work(item)).is_break() {
                break;
            }
        }
        return;
    }
    // A permit is taken for each item and given back when its result is written: this bounds what
    // is in flight even if one slow item holds up the writing of many quick ones.
    let (permit, give_back) = sync_channel::<()>(4 * jobs);
    let (to_workers, from_feeder) = sync_channel::<(usize, T)>(jobs);
    let (to_sink, from_workers) = channel::<(usize, R)>();
    let from_feeder = Mutex::new(from_feeder);
    let broken = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            for item in items.enumerate() {
                if permit.send(()).is_err() || to_workers.send(item).is_err() {
                    break;
                }
            }
        });
        for _ in 0..jobs {
            let (to_sink, from_feeder, broken, work) = (to_sink.clone(), &from_feeder, &broken, &work);
            scope.spawn(move || {
                loop {
                    // A worker that waits holds the lock; the others wait for the lock instead.
                    let next = match from_feeder.lock() {
                        Ok(receiver) => receiver.recv(),
                        Err(_) => break,
                    };
                    let Ok((number, item)) = next else { break };
                    // After a break the items on the way are passed over, so that the feeder is
                    // never left waiting for somebody to take the next.
                    if !broken.load(Ordering::Relaxed) {
                        let _ = to_sink.send((number, work(item)));
                    }
                }
            });
        }
        drop(to_sink);
        let mut waiting = BTreeMap::new();
        let mut due = 0;
        'all: for (number, result) in &from_workers {
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&due) {
                due += 1;
                let _ = give_back.recv();
                if sink(result).is_break() {
                    broken.store(true, Ordering::Relaxed);
                    break 'all;
                }
            }
        }
        // The feeder finds nobody to give it a permit, and stops; then so do the workers.
        drop(give_back);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;

    fn run(count: usize, jobs: usize, stop: usize) -> (Vec<usize>, usize) {
        let pulled = AtomicUsize::new(0);
        let mut out = Vec::new();
        let items = (0..count).inspect(|_| {
            pulled.fetch_add(1, Ordering::Relaxed);
        });
        // Later items are quicker, so that results come out of order.
        let work = |item: usize| {
            std::thread::sleep(std::time::Duration::from_micros(((item * 7919) % 13) as u64 * 50));
            item
        };
        ordered(items, jobs, work, |item| {
            out.push(item);
            if out.len() == stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        (out, pulled.into_inner())
    }

    #[test]
    fn results_come_in_order_for_any_number_of_threads() {
        for jobs in [1, 2, 8] {
            assert_eq!(run(200, jobs, usize::MAX).0, (0..200).collect::<Vec<_>>());
        }
        assert!(run(0, 4, 1).0.is_empty());
    }

    #[test]
    fn a_sink_that_breaks_ends_the_reading() {
        for jobs in [1, 3] {
            let (out, pulled) = run(100_000, jobs, 5);
            assert_eq!(out, [0, 1, 2, 3, 4]);
            assert!(pulled < 100, "{pulled} items were read");
        }
    }
}
