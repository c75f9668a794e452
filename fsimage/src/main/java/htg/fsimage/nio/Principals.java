package htg.fsimage.nio;

import java.io.IOException;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;

/** Users and groups by their numbers: whoever reads an image has others than those in it. */
final class Principals extends UserPrincipalLookupService {
    /** A user or group; its name is its number. */
    record Id(long id) implements GroupPrincipal {
        @Override
        public String getName() {
            return Long.toString(id);
        }

        @Override
        public String toString() {
            return getName();
        }
    }

    @Override
    public UserPrincipal lookupPrincipalByName(String name) throws IOException {
        return lookupPrincipalByGroupName(name);
    }

    @Override
    public GroupPrincipal lookupPrincipalByGroupName(String name) throws IOException {
        if (!name.matches("[0-9]{1,10}")) {
            throw new UserPrincipalNotFoundException(name);
        }
        return new Id(Long.parseLong(name, 10));
    }
}
