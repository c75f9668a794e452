/*
 * htg-zpool: what a ramdisk needs of ZFS, and no more: says what a device's label says, and imports one pool from the devices
 * it is told. It never looks for devices by itself, knows no cache file, mounts nothing, and needs neither udev nor a library;
 * zpool(8) with all its libraries is thirteen times as large and waits for udev.
 *
 *   htg-zpool label DEVICE                      prints a line of words, see print_label()
 *   htg-zpool import GUID DEVICE...             imports the pool, prints "online" or "degraded"
 *   htg-zpool import-readonly GUID DEVICE...    the same without writing anything
 *   htg-zpool export NAME                       exports a pool of which nothing is mounted
 *
 * Exit status: 0 done; 1 not possible, with the reason on standard error; 2 wrong usage; 3 the device has no label.
 *
 * Layout of a label: "ZFS On-Disk Specification", chapter 1; the ioctls are those of the libzfs of the same version. Labels are
 * read of whatever disks a machine has: nothing in them is believed, and only the pool with the wanted GUID is ever imported.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "htg-zpool.h"

int
refuse(const char *what, const char *why)
{
	fprintf(stderr, "%s: %s\n", what, why);
	return (REFUSED);
}

void *
must(void *memory)
{
	if (memory == NULL) {
		fputs("out of memory\n", stderr);
		exit(REFUSED);
	}
	return (memory);
}

/* A GUID as it is printed; 0, which no pool has, for anything else. */
static uint64_t
parse_guid(const char *word)
{
	char *end = NULL;
	uint64_t guid;

	errno = 0;
	guid = strtoull(word, &end, 10);
	return (errno != 0 || *end != '\0' || *word < '0' || *word > '9' ? 0 : guid);
}

static int
usage(void)
{
	fputs("usage: htg-zpool label DEVICE | import GUID DEVICE... | import-readonly GUID DEVICE... | export NAME\n", stderr);
	return (USAGE);
}

int
main(int argc, char *argv[])
{
	boolean_t readonly = argc >= 4 && strcmp(argv[1], "import-readonly") == 0;

	if (argc == 3 && strcmp(argv[1], "label") == 0)
		return (print_label_safely(argv[2]));
	if (argc == 3 && strcmp(argv[1], "export") == 0)
		return (export(argv[2]));
	if (argc >= 4 && parse_guid(argv[2]) != 0 && (readonly || strcmp(argv[1], "import") == 0))
		return (import(parse_guid(argv[2]), argv + 3, argc - 3, readonly));
	return (usage());
}
