package htg.image.inspect;

import htg.grub.secureboot.Certificates;
import htg.grub.secureboot.ShimKeys;
import htg.image.inspect.RamdiskReader.RamdiskModule;
import htg.image.inspect.SecureBoot.Program;
import htg.image.inspect.SecureBoot.Ramdisk;
import htg.image.inspect.SecureBoot.Signer;
import htg.image.inspect.SecureBoot.State;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Puts findings into the words of a document. */
record Description(Chain chain, ReadProgram mokManager, Kernels kernels, List<SecureBoot.Entry> entries) {
    SecureBoot secureBoot() {
        List<Program> programs = programs();
        return new SecureBoot(
                Summary.of(programs, chain.keys().isPresent(), chain.mokManager(), entries),
                programs,
                chain.keys().stream()
                        .flatMap(keys -> keys.certificates().stream())
                        .map(key -> key(key, ""))
                        .toList(),
                chain.keys()
                        .map(keys -> keys.revokedDigests().size()
                                + keys.revokedCertificates().size())
                        .orElse(0),
                chain.keys().map(ShimKeys::level).map(ReadProgram::components).orElse(List.of()),
                chain.mokManager(),
                chain.ownKeys().entrySet().stream()
                        .map(key -> key(key.getValue(), key.getKey()))
                        .toList(),
                ramdisks(),
                entries);
    }

    private List<Program> programs() {
        return Stream.concat(Stream.of(chain.first(), chain.grub(), mokManager), kernels.programs())
                .filter(program -> !program.isMissing())
                .map(program -> program.described(chain.keys()))
                .toList();
    }

    private static SecureBoot.Key key(X509Certificate certificate, String path) {
        return new SecureBoot.Key(
                Certificates.subject(certificate),
                Certificates.issuer(certificate),
                path,
                certificate.getSerialNumber().toString(16),
                Certificates.fingerprint(certificate),
                certificate.getNotAfter().toInstant().toString());
    }

    private List<Ramdisk> ramdisks() {
        List<Ramdisk> all = new ArrayList<>();
        kernels.ramdisks()
                .forEach((use, content) -> all.add(new Ramdisk(
                        use.ramdisk(),
                        use.kernel(),
                        content.problem(),
                        content.modules().size(),
                        signers(content.modules()),
                        names(content.modules(), module -> module.opinion().state() == State.UNSIGNED),
                        names(content.modules(), module -> module.opinion().state() == State.CHANGED))));
        return all;
    }

    private static List<Signer> signers(List<RamdiskModule> modules) {
        TreeMap<String, Signer> signers = new TreeMap<>();
        modules.stream()
                .map(RamdiskModule::opinion)
                .filter(opinion -> opinion.state() == State.SIGNED)
                .distinct()
                .forEach(opinion -> signers.put(
                        opinion.trust() + " " + opinion.signer(),
                        new Signer(
                                opinion.signer(),
                                opinion.trust(),
                                names(modules, module -> module.opinion().equals(opinion)))));
        return List.copyOf(signers.values());
    }

    private static List<String> names(List<RamdiskModule> modules, Predicate<RamdiskModule> wanted) {
        return modules.stream()
                .filter(wanted)
                .map(RamdiskModule::name)
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
