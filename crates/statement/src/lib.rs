pub mod quotation;
