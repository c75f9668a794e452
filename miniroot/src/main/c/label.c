/* Labels: 256 KiB at the start and the end of each device of a pool. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sys/fs/zfs.h>

#include "htg-zpool.h"

enum {
	LABELS = 4,
	LABEL_SIZE = 256 << 10,
	NVLIST_OFFSET = 16 << 10,
	NVLIST_SIZE = 112 << 10,
	XDR = 1, /* the first byte of a label's list: how it is encoded */
};

enum { LABEL_SECONDS = 10, LABEL_MEMORY = 64 << 20 };

/* A number of the label, 0 where it has none. */
uint64_t
number(nvlist_t *list, const char *name)
{
	uint64_t value = 0;

	(void) nvlist_lookup_uint64(list, name, &value);
	return (value);
}

const char *
text(nvlist_t *list, const char *name)
{
	const char *value = "";

	(void) nvlist_lookup_string(list, name, &value);
	return (value);
}

/* The number of the pool's top-level parts that are holes: log devices that were removed. */
uint64_t
holes(nvlist_t *label)
{
	uint64_t *ids = NULL;
	uint_t count = 0;

	(void) nvlist_lookup_uint64_array(label, ZPOOL_CONFIG_HOLE_ARRAY, &ids, &count);
	return (count);
}

/* Whether this is a label of a pool's device, with possible numbers: a spare or a cache belongs to none before it is used. */
static boolean_t
is_of_pool(nvlist_t *label)
{
	nvlist_t *top = NULL;
	uint64_t state = number(label, ZPOOL_CONFIG_POOL_STATE);
	uint64_t parts = number(label, ZPOOL_CONFIG_VDEV_CHILDREN);

	return (number(label, ZPOOL_CONFIG_GUID) != 0 && number(label, ZPOOL_CONFIG_POOL_GUID) != 0 &&
	    number(label, ZPOOL_CONFIG_POOL_TXG) != 0 &&
	    (state == POOL_STATE_ACTIVE || state == POOL_STATE_EXPORTED || state == POOL_STATE_DESTROYED) &&
	    nvlist_lookup_nvlist(label, ZPOOL_CONFIG_VDEV_TREE, &top) == 0 &&
	    parts <= MOST_PARTS && number(top, ZPOOL_CONFIG_ID) < parts && holes(label) < parts);
}

/* One of a device's four labels; NULL when there is none, with *error an errno if it cannot be read. */
static nvlist_t *
read_one_label(int fd, off_t start, char *buffer, int *error)
{
	nvlist_t *label = NULL;
	ssize_t got = pread(fd, buffer, NVLIST_SIZE, start + NVLIST_OFFSET);

	if (got == -1)
		*error = errno;
	if (got != NVLIST_SIZE || buffer[0] != XDR || nvlist_unpack(buffer, NVLIST_SIZE, &label, 0) != 0)
		return (NULL);
	if (is_of_pool(label))
		return (label);
	nvlist_free(label);
	return (NULL);
}

/*
 * The newest of a device's labels; NULL when it has none, with *error an errno if that is for it cannot be read. Those at the end
 * count only with one at the start: where a disk ends its last partition may end as well, and then they are the partition's.
 */
nvlist_t *
read_label(const char *path, int *error)
{
	nvlist_t *newest = NULL;
	char *buffer = must(malloc(NVLIST_SIZE));
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	off_t size = fd == -1 ? -1 : lseek(fd, 0, SEEK_END);

	*error = size == -1 ? errno : 0;
	size -= size % LABEL_SIZE;
	for (int i = 0; i < LABELS && size >= LABELS * LABEL_SIZE; i++) {
		if (i == LABELS / 2 && newest == NULL)
			break;
		off_t start = i < LABELS / 2 ? i * LABEL_SIZE : size - (LABELS - i) * LABEL_SIZE;
		nvlist_t *label = read_one_label(fd, start, buffer, error);

		if (label != NULL && (newest == NULL ||
		    number(label, ZPOOL_CONFIG_POOL_TXG) > number(newest, ZPOOL_CONFIG_POOL_TXG))) {
			nvlist_free(newest);
			newest = label;
		} else {
			nvlist_free(label);
		}
	}
	if (fd != -1)
		(void) close(fd);
	free(buffer);
	if (newest != NULL)
		*error = 0;
	return (newest);
}

/* Prints the GUIDs of the disks below a part of the pool, each with a blank before it. Returns how many may still follow. */
static int
print_disks(nvlist_t *vdev, int depth, int left)
{
	nvlist_t **children = NULL;
	uint_t count = 0;

	if (nvlist_lookup_nvlist_array(vdev, ZPOOL_CONFIG_CHILDREN, &children, &count) != 0 && left > 0) {
		printf(" %" PRIu64, number(vdev, ZPOOL_CONFIG_GUID));
		left--;
	}
	for (uint_t i = 0; i < count && depth < DEEPEST && left > 0; i++)
		left = print_disks(children[i], depth + 1, left);
	return (left);
}

/* Prints a name as one word of plain characters: it ends up on screens, and is taken apart by a shell. */
static void
print_word(const char *word)
{
	if (*word == '\0')
		putchar('?');
	for (int i = 0; word[i] != '\0' && i < ZFS_MAX_DATASET_NAME_LEN; i++)
		putchar(word[i] > ' ' && word[i] <= '~' ? word[i] : '?');
}

/*
 * Prints: GUID of the pool, GUID of the device, transaction group, state (0 active, 1 exported, 2 destroyed), host id in
 * hexadecimal, name of the pool, number of top-level parts of the pool that are no holes, number of this one, then the GUIDs of
 * its disks.
 */
static int
print_label(const char *path)
{
	nvlist_t *top = NULL;
	int error = 0;
	nvlist_t *label = read_label(path, &error);

	if (error != 0)
		return (refuse(path, strerror(error)));
	if (label == NULL || nvlist_lookup_nvlist(label, ZPOOL_CONFIG_VDEV_TREE, &top) != 0)
		return (NO_LABEL);
	printf("%" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %08" PRIx64 " ", number(label, ZPOOL_CONFIG_POOL_GUID),
	    number(label, ZPOOL_CONFIG_GUID), number(label, ZPOOL_CONFIG_POOL_TXG), number(label, ZPOOL_CONFIG_POOL_STATE),
	    number(label, ZPOOL_CONFIG_HOSTID));
	print_word(text(label, ZPOOL_CONFIG_POOL_NAME));
	printf(" %" PRIu64 " %" PRIu64, number(label, ZPOOL_CONFIG_VDEV_CHILDREN) - holes(label), number(top, ZPOOL_CONFIG_ID));
	(void) print_disks(top, 0, MOST_DISKS);
	putchar('\n');
	return (DONE);
}

/* As print_label(), by a process of its own: a label made to confuse the library that decodes it is no label, and no more. */
int
print_label_safely(const char *path)
{
	struct rlimit seconds = { LABEL_SECONDS, LABEL_SECONDS }, memory = { LABEL_MEMORY, LABEL_MEMORY }, none = { 0, 0 };
	pid_t reader = fork();
	int status;

	if (reader == -1)
		return (refuse(path, strerror(errno)));
	if (reader == 0) {
		(void) setrlimit(RLIMIT_CPU, &seconds);
		(void) setrlimit(RLIMIT_AS, &memory);
		(void) setrlimit(RLIMIT_CORE, &none);
		exit(print_label(path));
	}
	while (waitpid(reader, &status, 0) == -1) {
		if (errno != EINTR)
			return (refuse(path, strerror(errno)));
	}
	return (WIFEXITED(status) ? WEXITSTATUS(status) : NO_LABEL);
}
