package htg.testvm.matrix;

/** A scalar in a document, and its JSON pointer. */
record Word(String pointer, String text) {}
