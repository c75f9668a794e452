package htg.fsimage.partition;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What type GUIDs of a GPT stand for. */
final class GptTypes {
    private static final String OPENBSD = "824cc7a0-36a8-11e3-890a-952519ad3f61";
    private static final String FREEBSD = "516e7cb4-6ecf-11d6-8ff8-00022d09712b";

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("c12a7328-f81f-11d2-ba4b-00a0c93ec93b", "EFI system partition"),
            Map.entry("21686148-6449-6e6f-744e-656564454649", "BIOS boot"),
            Map.entry("024dee41-33e7-11d3-9d69-0008c781f39f", "MBR partition scheme"),
            Map.entry("0fc63daf-8483-4772-8e79-3d69d8477de4", "Linux"),
            Map.entry("4f68bce3-e8cd-4db1-96e7-fbcaf984b709", "Linux root (x86-64)"),
            Map.entry("44479540-f297-41b2-9af7-d131d5f0458a", "Linux root (x86)"),
            Map.entry("b921b045-1df0-41c3-af44-4c6f280d3fae", "Linux root (ARM64)"),
            Map.entry("69dad710-2ce4-4e3c-b16c-21a1d49abed3", "Linux root (ARM)"),
            Map.entry("72ec70a6-cf74-40e6-bd49-4bda08e8f224", "Linux root (RISC-V 64)"),
            Map.entry("2c7357ed-ebd2-46d9-aec1-23d437ec2bf5", "Linux root verity (x86-64)"),
            Map.entry("8484680c-9521-48c6-9c11-b0720656f69e", "Linux /usr (x86-64)"),
            Map.entry("933ac7e1-2eb4-4f13-b844-0e14e2aef915", "Linux home"),
            Map.entry("3b8f8425-20e0-4f3b-907f-1a25a76f98e8", "Linux server data"),
            Map.entry("4d21b016-b534-45c2-a9fb-5c16e091fd2d", "Linux variable data"),
            Map.entry("bc13c2ff-59e6-4262-a352-b275fd6f7172", "Linux extended boot"),
            Map.entry("0657fd6d-a4ab-43c4-84e5-0933c84b4f4f", "Linux swap"),
            Map.entry("e6d6d379-f507-44c2-a23c-238f2a3df928", "Linux LVM"),
            Map.entry("a19d880f-05fc-4d3b-a006-743f0f84911e", "Linux RAID"),
            Map.entry("ca7d7ccb-63ed-4c53-861c-1742536059cc", "Linux LUKS"),
            Map.entry("8da63339-0007-60c0-c436-083ac8230908", "Linux reserved"),
            Map.entry("ebd0a0a2-b9e5-4433-87c0-68b6b72699c7", "Microsoft basic data"),
            Map.entry("e3c9e316-0b5c-4db8-817d-f92df00215ae", "Microsoft reserved"),
            Map.entry("de94bba4-06d1-4d40-a16a-bfd50179d6ac", "Windows recovery"),
            Map.entry("5808c8aa-7e8f-42e0-85d2-e1e90434cfb3", "Windows dynamic disk metadata"),
            Map.entry("af9b60a0-1431-4f62-bc68-3311714a69ad", "Windows dynamic disk data"),
            Map.entry("e75caf8f-f680-4cee-afa3-b001e56efc2d", "Windows storage spaces"),
            Map.entry("9d58fdbd-1ca5-11dc-8817-01301bb8a9f5", "DragonFly BSD label"),
            Map.entry(FREEBSD, "FreeBSD disklabel"),
            Map.entry("83bd6b9d-7f41-11dc-be0b-001560b84f0f", "FreeBSD boot"),
            Map.entry("516e7cb5-6ecf-11d6-8ff8-00022d09712b", "FreeBSD swap"),
            Map.entry("516e7cb6-6ecf-11d6-8ff8-00022d09712b", "FreeBSD UFS"),
            Map.entry("516e7cba-6ecf-11d6-8ff8-00022d09712b", "FreeBSD ZFS"),
            Map.entry("49f48d32-b10e-11dc-b99b-0019d1879648", "NetBSD swap"),
            Map.entry("49f48d5a-b10e-11dc-b99b-0019d1879648", "NetBSD FFS"),
            Map.entry(OPENBSD, "OpenBSD data"),
            Map.entry("6a82cb45-1dd2-11b2-99a6-080020736631", "Solaris boot"),
            Map.entry("6a85cf4d-1dd2-11b2-99a6-080020736631", "Solaris root"),
            Map.entry("6a87c46f-1dd2-11b2-99a6-080020736631", "Solaris swap"),
            Map.entry("6a898cc3-1dd2-11b2-99a6-080020736631", "Solaris /usr or ZFS"),
            Map.entry("6a945a3b-1dd2-11b2-99a6-080020736631", "Solaris reserved"),
            Map.entry("48465300-0000-11aa-aa11-00306543ecac", "Apple HFS or HFS+"),
            Map.entry("7c3457ef-0000-11aa-aa11-00306543ecac", "Apple APFS"),
            Map.entry("426f6f74-0000-11aa-aa11-00306543ecac", "Apple boot"),
            Map.entry("53746f72-6167-11aa-aa11-00306543ecac", "Apple Core Storage"),
            Map.entry("9e1a2d38-c612-4316-aa26-8b49521e5a8b", "PowerPC PReP boot"),
            Map.entry("fe3a2a5d-4f32-41a7-b725-accc3285a309", "ChromeOS kernel"),
            Map.entry("3cb8e202-3b7e-47dd-8a3c-7ff2a13cfcec", "ChromeOS root"),
            Map.entry("2e0a753d-9e48-43b0-8337-b15192cb1b5e", "ChromeOS reserved"),
            Map.entry("aa31e02a-400f-11db-9590-000c2911d1b8", "VMware VMFS"),
            Map.entry("42465331-3ba3-10f1-802a-4861696b7521", "Haiku BFS"));

    private GptTypes() {}

    /** The type that a partition with a disklabel in it has in an MBR; 0 for one of a type that has none. */
    static int disklabel(String type) {
        return switch (type) {
            case OPENBSD -> MbrTypes.OPENBSD;
            case FREEBSD -> MbrTypes.FREEBSD;
            default -> 0;
        };
    }

    static String words(UUID type) {
        String text = type.toString().toLowerCase(Locale.ROOT);
        return WORDS.getOrDefault(text, "Type " + text);
    }
}
