//! The page that brings devices onto EnOS Cloud.
