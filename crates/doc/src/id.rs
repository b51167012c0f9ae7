//! Typed indices and the vectors that they address.

use std::marker::PhantomData;
use std::ops::{Index, IndexMut, Range};

/// An index into one layer; a number that cannot be taken for another layer's.
pub trait Id: Copy + Eq + Ord + std::hash::Hash + std::fmt::Debug {
    /// The id of the record at `index`.
    fn at(index: usize) -> Self;
    /// The record's place in its layer, from 0.
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),* $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl Id for $name {
            fn at(index: usize) -> Self {
                $name(u32::try_from(index).expect("layers are shorter than 2^32"))
            }
            fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl $name {
            /// The id of the record at `index`.
            pub fn at(index: usize) -> Self {
                Id::at(index)
            }
            /// The record's place in its layer, from 0.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A token of an [`Analysis`](crate::Analysis).
    TokenId,
    /// A sentence.
    SentenceId,
    /// A paragraph.
    ParagraphId,
    /// A quotation (a stretch between quotation marks).
    QuotationId,
    /// A mention of an entity.
    MentionId,
    /// An entity; `e1` in JSON is the first.
    EntityId,
    /// A time expression.
    TimeId,
    /// A place record.
    PlaceId,
    /// A statement; `s1` in JSON is the first.
    StatementId,
    /// An event; `v1` in JSON is the first.
    EventId,
}

/// A vector of records addressed by one type of index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer<I, T> {
    items: Vec<T>,
    id: PhantomData<fn(I)>,
}

impl<I: Id, T> Layer<I, T> {
    /// An empty layer.
    pub fn new() -> Self {
        Layer { items: Vec::new(), id: PhantomData }
    }

    /// Adds a record and gives its id.
    pub fn push(&mut self, item: T) -> I {
        self.items.push(item);
        I::at(self.items.len() - 1)
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The record, if the layer has it.
    pub fn get(&self, id: I) -> Option<&T> {
        self.items.get(id.index())
    }

    /// The records in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// The records in order, to change.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.items.iter_mut()
    }

    /// The records with their ids.
    pub fn iter_ids(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.items.iter().enumerate().map(|(index, item)| (I::at(index), item))
    }

    /// The ids in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.items.len()).map(I::at)
    }

    /// The records as a slice.
    pub fn as_slice(&self) -> &[T] {
        &self.items
    }

    /// The records of a range of ids; empty where the range leaves the layer.
    pub fn range(&self, ids: Range<I>) -> &[T] {
        self.items.get(ids.start.index()..ids.end.index()).unwrap_or_default()
    }
}

impl<I: Id, T> Default for Layer<I, T> {
    fn default() -> Self {
        Layer::new()
    }
}

impl<I: Id, T> Index<I> for Layer<I, T> {
    type Output = T;
    fn index(&self, id: I) -> &T {
        &self.items[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for Layer<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.items[id.index()]
    }
}

impl<I: Id, T> From<Vec<T>> for Layer<I, T> {
    fn from(items: Vec<T>) -> Self {
        Layer { items, id: PhantomData }
    }
}

impl<I: Id, T> FromIterator<T> for Layer<I, T> {
    fn from_iter<A: IntoIterator<Item = T>>(items: A) -> Self {
        Layer::from(Vec::from_iter(items))
    }
}

impl<I, T> IntoIterator for Layer<I, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;
    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, I, T> IntoIterator for &'a Layer<I, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}
