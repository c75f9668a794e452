package htg.testvm.bisect;

/** One of the two images of a bisection. */
public enum Side {
    GOOD(1),
    BAD(2);

    private final int number;

    Side(int number) {
        this.number = number;
    }

    /** Of its boot: the images as they are come first. */
    int number() {
        return number;
    }

    Side other() {
        return this == GOOD ? BAD : GOOD;
    }
}
