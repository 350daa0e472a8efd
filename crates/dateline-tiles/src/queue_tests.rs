use super::*;
use proptest::prelude::*;

/// What may be told of a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    Late,
    Broken,
}
use Why::{Broken, Late};

/// Letters in place of tiles.
type Letters = Queue<char, Why>;

fn tiles(range: std::ops::Range<u32>) -> Vec<Tile> {
    range.map(|x| Tile { zoom: 20, x, y: 0 }).collect()
}

#[test]
fn six_are_on_their_way_at_once_and_what_is_not_wanted_is_called_back() {
    let mut queue = Queue::<_, Why>::default();
    let first = queue.work(&tiles(0..10));
    assert_eq!(first.start, tiles(0..6));
    assert_eq!(queue.work(&tiles(0..10)), Work::default());
    queue.arrived(tiles(0..1)[0], 'a', 1);
    assert_eq!(queue.work(&tiles(0..10)).start, tiles(6..7));
    let moved = queue.work(&tiles(20..30));
    assert_eq!(moved.stop, tiles(1..7));
    assert_eq!(moved.start, tiles(20..26));
    assert_eq!(queue.get(tiles(0..1)[0]), Some(&'a'));
}

#[test]
fn what_was_called_back_and_comes_all_the_same_is_not_kept() {
    let mut queue = Queue::<_, Why>::default();
    queue.work(&tiles(0..1));
    queue.work(&[]);
    queue.arrived(tiles(0..1)[0], 'a', 1);
    assert_eq!(queue.get(tiles(0..1)[0]), None);
}

#[test]
fn a_tile_that_does_not_exist_is_not_asked_for_again() {
    let mut queue = Letters::default();
    queue.work(&tiles(0..1));
    queue.absent(tiles(0..1)[0], None);
    assert_eq!(queue.work(&tiles(0..1)), Work::default());
}

#[test]
fn pauses_grow_with_each_failure_and_begin_anew_after_a_success() {
    let mut queue = Queue::<_, Why>::default();
    let mut pauses = Vec::new();
    for _ in 0..8 {
        let work = queue.work(&tiles(0..2));
        assert_eq!(work.start, tiles(0..2));
        pauses.extend(queue.failed(work.start[0], Late));
        assert_eq!(queue.failed(work.start[1], Late), None);
        assert_eq!(queue.work(&tiles(0..2)), Work::default(), "it is paused");
        queue.resume();
    }
    assert_eq!(pauses, [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    assert!(queue.is_failing());
    queue.work(&tiles(0..1));
    queue.arrived(tiles(0..1)[0], 'a', 1);
    assert!(!queue.is_failing());
    queue.work(&tiles(1..2));
    assert_eq!(queue.failed(tiles(1..2)[0], Late), Some(1_000));
}

#[test]
fn tiles_that_never_come_keep_no_other_from_coming() {
    let mut queue = Queue::<_, Why>::default();
    let wanted = tiles(0..20);
    let mut here = Vec::new();
    for _ in 0..20 {
        for tile in queue.work(&wanted).start {
            if tile.x < 6 {
                queue.failed(tile, Late);
            } else {
                queue.arrived(tile, (), 1);
                here.push(tile);
            }
        }
        queue.resume();
    }
    here.sort_by_key(|tile| tile.x);
    assert_eq!(here, tiles(6..20));
    assert_eq!(queue.work(&wanted), Work::default(), "they are let be in this picture");
    queue.work(&[]);
    assert_eq!(queue.work(&wanted).start, tiles(0..6), "they are asked for again");
}

fn told(queue: &Letters, wanted: &[Tile]) -> Option<Why> {
    queue.fault(wanted.iter().copied())
}

/// A queue to which those tiles have come, and nothing else is known of.
fn with(here: &[Tile]) -> Letters {
    let mut queue = Letters::default();
    let mut left = here.len();
    while left > 0 {
        for tile in queue.work(here).start {
            queue.arrived(tile, 'a', 1);
            left -= 1;
        }
    }
    queue
}

#[test]
fn where_others_come_only_what_has_failed_waits() {
    let mut queue = Letters::default();
    let wanted = tiles(0..9);
    queue.work(&wanted);
    assert_eq!(queue.failed(wanted[2], Late), Some(1_000));
    assert_eq!(queue.work(&wanted), Work::default(), "nothing has come so far");
    assert_eq!(queue.arrived(wanted[0], 'a', 1), Some(1_000), "the pause is another one");
    assert_eq!(queue.work(&wanted).start, tiles(6..8));
    assert_eq!(queue.arrived(wanted[1], 'a', 1), None);
    assert_eq!(queue.work(&wanted).start, tiles(8..9));
    (3..9).for_each(|place| assert_eq!(queue.arrived(wanted[place], 'a', 1), None));
    assert_eq!(queue.work(&wanted), Work::default());
    queue.resume();
    assert_eq!(queue.work(&wanted).start, tiles(2..3));
}

#[test]
fn one_tile_that_never_comes_is_told_of_for_a_while_and_holds_back_nothing() {
    let mut queue = with(&tiles(0..8));
    let wanted = tiles(0..9);
    for _ in 0..2 {
        assert_eq!(queue.work(&wanted).start, tiles(8..9));
        assert_eq!(queue.failed(wanted[8], Late), Some(1_000));
        assert_eq!(told(&queue, &wanted), Some(Late));
        assert_eq!(told(&queue, &wanted[..8]), None, "it is not in that picture");
        queue.resume();
    }
    queue.work(&wanted);
    assert_eq!(queue.failed(wanted[8], Late), None);
    assert_eq!(told(&queue, &wanted), None);
    assert_eq!(queue.work(&tiles(1..10)).start, tiles(9..10));
    queue.arrived(tiles(9..10)[0], 'a', 1);
    assert_eq!(queue.work(&tiles(1..10)), Work::default());
    // Who comes back to it has it asked for once.
    queue.work(&tiles(20..21));
    assert_eq!(queue.work(&wanted).start, tiles(8..9));
    assert_eq!(queue.failed(wanted[8], Late), None);
    assert_eq!(told(&queue, &wanted), None);
}

#[test]
fn a_server_that_stops_sending_is_told_of_and_left_alone_until_something_comes() {
    let mut queue = with(&tiles(0..8));
    let wanted = tiles(20..60);
    let mut pauses = Vec::new();
    for _ in 0..9 {
        queue.resume();
        let started = queue.work(&wanted).start;
        pauses.extend(started.into_iter().filter_map(|tile| queue.failed(tile, Late)));
    }
    assert_eq!(pauses, [1_000, 1_000, 1_000, 2_000, 4_000, 8_000, 16_000, 16_000, 16_000, 16_000]);
    assert_eq!(told(&queue, &tiles(70..71)), Some(Late), "nobody has asked for that one");
    assert_eq!(told(&queue, &tiles(0..8)), None, "this picture is whole");
    queue.resume();
    let started = queue.work(&wanted).start;
    queue.arrived(started[0], 'a', 1);
    let mut here = 1;
    for _ in 0..20 {
        for tile in queue.work(&wanted).start.iter().chain(&started[1..]) {
            here += usize::from(queue.get(*tile).is_none());
            queue.arrived(*tile, 'a', 1);
        }
    }
    assert_eq!((here, told(&queue, &wanted)), (40, None), "none was given up");
}

#[test]
fn what_was_let_be_is_asked_for_again_once_the_server_is_back() {
    let mut queue = with(&tiles(0..8));
    let wanted = tiles(0..14);
    for _ in 0..3 {
        for tile in queue.work(&wanted).start {
            queue.failed(tile, Late);
        }
        queue.resume();
    }
    assert_eq!(queue.work(&wanted), Work::default());
    let wanted = tiles(1..15);
    assert_eq!(queue.work(&wanted).start, tiles(14..15));
    queue.arrived(wanted[13], 'a', 1);
    assert_eq!(queue.work(&wanted).start, tiles(8..14));
}

#[test]
fn a_server_that_asks_for_patience_gets_it_whatever_has_come() {
    let mut queue = with(&tiles(0..8));
    let wanted = tiles(0..10);
    queue.work(&wanted);
    let mut pauses = Vec::new();
    for _ in 0..4 {
        pauses.extend(queue.put_off(wanted[8], Late));
        assert_eq!(queue.put_off(wanted[9], Late), None);
        assert_eq!(queue.work(&tiles(2..12)), Work::default());
        assert_eq!(told(&queue, &wanted), Some(Late));
        queue.resume();
        assert_eq!(queue.work(&wanted).start, tiles(8..10), "it is never given up");
    }
    assert_eq!(pauses, [1_000, 2_000, 4_000, 8_000]);
}

#[test]
fn what_is_wrong_with_a_tile_is_told_while_it_is_in_the_picture() {
    let mut queue = with(&tiles(0..4));
    queue.work(&tiles(0..6));
    queue.absent(tiles(4..5)[0], Some(Broken));
    queue.absent(tiles(5..6)[0], None);
    assert_eq!(told(&queue, &tiles(0..6)), Some(Broken));
    assert_eq!(told(&queue, &tiles(0..4)), None);
    assert_eq!(told(&queue, &tiles(5..6)), None, "that there is none is nothing to tell");
    assert_eq!(told(&queue, &tiles(3..5)), Some(Broken));
}

#[test]
fn the_least_used_go_where_there_is_no_room_and_never_what_is_seen() {
    let mut queue = Queue::<_, Why>::default();
    for x in 0..40 {
        let one = tiles(x..x + 1);
        queue.work(&one);
        queue.arrived(one[0], x, MAX_BYTES / 10);
    }
    queue.work(&tiles(39..40));
    let kept: Vec<u32> =
        (0..40).filter(|x| queue.get(Tile { zoom: 20, x: *x, y: 0 }).is_some()).collect();
    assert_eq!(kept, (30..40).collect::<Vec<_>>());
}

proptest! {
    #[test]
    fn whatever_happens_no_more_than_so_many_are_on_their_way(
        steps in proptest::collection::vec((0..4_u8, 0..30_u32, 1..20_u32), 1..60),
    ) {
        let mut queue = Queue::<_, Why>::default();
        let mut coming: Vec<Tile> = Vec::new();
        for (step, from, count) in steps {
            match (step, coming.first().copied()) {
                (0, Some(tile)) => {
                    queue.arrived(tile, from, 1);
                    coming.retain(|one| *one != tile);
                    prop_assert_eq!(queue.get(tile), Some(&from));
                }
                (1, Some(tile)) => {
                    queue.failed(tile, Late);
                    coming.retain(|one| *one != tile);
                }
                (2, _) => queue.resume(),
                _ => {
                    let work = queue.work(&tiles(from..from + count));
                    prop_assert!(work.stop.iter().all(|tile| coming.contains(tile)));
                    coming.retain(|tile| !work.stop.contains(tile));
                    prop_assert!(work.start.iter().all(|tile| !coming.contains(tile)));
                    coming.extend(work.start);
                    prop_assert!(coming.len() <= AT_ONCE);
                }
            }
        }
    }
}
