package htg.grub.secureboot;

/**
 * The certificates by which Microsoft signs what others make; a PC's firmware has the first, the second, or both. They are
 * told by their SHA-256, for anybody can make a certificate of the same name.
 */
public enum MicrosoftAuthority {
    /** In every PC with Secure Boot up to 2023; signs nothing new from June 2026 on. */
    UEFI_CA_2011(
            "2011",
            "Microsoft Corporation UEFI CA 2011",
            "48e99b991f57fc52f76149599bff0a58c47154229b9f8d603ac40d3500248507"),
    /** In newer PCs, some of which have no other, and in older ones by an update. */
    UEFI_CA_2023("2023", "Microsoft UEFI CA 2023", "f6124e34125bee3fe6d79a574eaa7b91c0e7bd9d929c1a321178efd611dad901");

    private final String year;
    private final String title;
    private final String fingerprint;

    MicrosoftAuthority(String year, String title, String fingerprint) {
        this.year = year;
        this.title = title;
        this.fingerprint = fingerprint;
    }

    public String year() {
        return year;
    }

    /** The certificate's own name. */
    public String title() {
        return title;
    }

    /** SHA-256 of the certificate. */
    public String fingerprint() {
        return fingerprint;
    }
}
