/* Import and export: what the kernel is asked by ioctl, with a configuration made of labels. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <sys/fs/zfs.h>
#include <sys/zfs_ioctl.h>

#include "htg-zpool.h"

enum { ANSWER_SIZE = 1 << 20, LARGEST_ANSWER = 64 << 20 };

/* One device of the pool that is imported. */
struct device {
	const char *path;
	nvlist_t *label;
	uint64_t guid;
	uint64_t txg;
};

/* Puts the paths of the devices that were given into a part of the pool; the others get one that nothing is at. */
static void
set_paths(nvlist_t *vdev, const struct device *devices, int count)
{
	nvlist_t **children = NULL;
	uint_t parts = 0;
	uint64_t guid = number(vdev, ZPOOL_CONFIG_GUID);

	(void) nvlist_lookup_nvlist_array(vdev, ZPOOL_CONFIG_CHILDREN, &children, &parts);
	for (uint_t i = 0; i < parts; i++)
		set_paths(children[i], devices, count);
	if (parts > 0)
		return;
	/* What the label says of the device's name may be another disk's by now: the kernel shall not try it. */
	(void) nvlist_remove_all(vdev, ZPOOL_CONFIG_DEVID);
	(void) nvlist_remove_all(vdev, ZPOOL_CONFIG_PHYS_PATH);
	fnvlist_add_string(vdev, ZPOOL_CONFIG_PATH, "/dev/not-there");
	for (int i = 0; i < count; i++) {
		if (devices[i].guid == guid)
			fnvlist_add_string(vdev, ZPOOL_CONFIG_PATH, devices[i].path);
	}
}

/* A top-level part of the pool that no device speaks of: taken out by right, or missing. */
static nvlist_t *
absent_part(nvlist_t *newest, uint64_t id)
{
	uint64_t *ids = NULL;
	uint_t count = 0;
	nvlist_t *part = fnvlist_alloc();
	const char *type = VDEV_TYPE_MISSING;

	(void) nvlist_lookup_uint64_array(newest, ZPOOL_CONFIG_HOLE_ARRAY, &ids, &count);
	for (uint_t i = 0; i < count; i++) {
		if (ids[i] == id)
			type = VDEV_TYPE_HOLE;
	}
	fnvlist_add_string(part, ZPOOL_CONFIG_TYPE, type);
	fnvlist_add_uint64(part, ZPOOL_CONFIG_ID, id);
	fnvlist_add_uint64(part, ZPOOL_CONFIG_GUID, 0);
	return (part);
}

/* What the newest label among these devices says of the top-level part of this number. */
static nvlist_t *
newest_part(struct device *devices, int count, nvlist_t *newest, uint64_t id)
{
	nvlist_t *best = NULL;
	uint64_t txg = 0;

	for (int i = 0; i < count; i++) {
		nvlist_t *top = NULL;

		if (nvlist_lookup_nvlist(devices[i].label, ZPOOL_CONFIG_VDEV_TREE, &top) == 0 &&
		    number(top, ZPOOL_CONFIG_ID) == id && devices[i].txg > txg) {
			best = top;
			txg = devices[i].txg;
		}
	}
	if (best == NULL)
		return (absent_part(newest, id));
	best = fnvlist_dup(best);
	set_paths(best, devices, count);
	return (best);
}

/* The pool's configuration, made of what the labels say and where the devices are. */
static nvlist_t *
configuration(struct device *devices, int count, nvlist_t *newest)
{
	static const char *const copied[] = { ZPOOL_CONFIG_VERSION, ZPOOL_CONFIG_POOL_GUID, ZPOOL_CONFIG_POOL_STATE,
	    ZPOOL_CONFIG_VDEV_CHILDREN, ZPOOL_CONFIG_HOSTID };
	uint64_t parts = number(newest, ZPOOL_CONFIG_VDEV_CHILDREN);
	nvlist_t **children = must(calloc(parts, sizeof (*children)));
	nvlist_t *root = fnvlist_alloc();
	nvlist_t *pool = fnvlist_alloc();

	for (uint64_t id = 0; id < parts; id++)
		children[id] = newest_part(devices, count, newest, id);
	fnvlist_add_string(root, ZPOOL_CONFIG_TYPE, VDEV_TYPE_ROOT);
	fnvlist_add_uint64(root, ZPOOL_CONFIG_ID, 0);
	fnvlist_add_uint64(root, ZPOOL_CONFIG_GUID, number(newest, ZPOOL_CONFIG_POOL_GUID));
	fnvlist_add_nvlist_array(root, ZPOOL_CONFIG_CHILDREN, (const nvlist_t *const *)children, parts);
	for (size_t i = 0; i < sizeof (copied) / sizeof (*copied); i++)
		fnvlist_add_uint64(pool, copied[i], number(newest, copied[i]));
	fnvlist_add_string(pool, ZPOOL_CONFIG_POOL_NAME, text(newest, ZPOOL_CONFIG_POOL_NAME));
	fnvlist_add_string(pool, ZPOOL_CONFIG_HOSTNAME, text(newest, ZPOOL_CONFIG_HOSTNAME));
	fnvlist_add_nvlist(pool, ZPOOL_CONFIG_VDEV_TREE, root);
	return (pool);
}

/* Asks the kernel, and returns its answer, NULL with errno set when it refuses. */
static nvlist_t *
ask(int zfs, unsigned long request, nvlist_t *pool, nvlist_t *properties)
{
	zfs_cmd_t *command = must(calloc(1, sizeof (*command)));
	size_t size = 0, property_size = 0;
	char *packed = fnvlist_pack(pool, &size);
	char *packed_properties = fnvlist_pack(properties, &property_size);
	nvlist_t *answer = NULL;
	char *buffer = NULL;
	uint64_t room;
	int status;

	(void) strlcpy(command->zc_name, text(pool, ZPOOL_CONFIG_POOL_NAME), sizeof (command->zc_name));
	command->zc_guid = number(pool, ZPOOL_CONFIG_POOL_GUID);
	command->zc_nvlist_conf = (uint64_t)(uintptr_t)packed;
	command->zc_nvlist_conf_size = size;
	command->zc_nvlist_src = (uint64_t)(uintptr_t)packed_properties;
	command->zc_nvlist_src_size = property_size;
	command->zc_nvlist_dst_size = ANSWER_SIZE;
	do { /* when the room is too small the kernel says how much it wants; when it has no memory itself it does not */
		free(buffer);
		room = command->zc_nvlist_dst_size;
		buffer = must(calloc(1, room));
		command->zc_nvlist_dst = (uint64_t)(uintptr_t)buffer;
		status = ioctl(zfs, request, command);
		if (status != 0 && (errno != ENOMEM || command->zc_nvlist_dst_size <= room))
			return (NULL);
	} while (status != 0 && request == ZFS_IOC_POOL_TRYIMPORT && command->zc_nvlist_dst_size <= LARGEST_ANSWER);
	if (status != 0 && request == ZFS_IOC_POOL_TRYIMPORT)
		return (NULL);
	if (status != 0 || nvlist_unpack(buffer, command->zc_nvlist_dst_size, &answer, 0) != 0)
		answer = fnvlist_alloc(); /* it has done what it was asked, and its answer had no room */
	return (answer);
}

/* What the kernel means, in the words of zpool(8). */
static const char *
reason(int error)
{
	switch (error) {
	case ENXIO:
		return ("a device of the pool is missing or damaged");
	case EBADF:
	case EREMOTEIO:
		return ("the pool is in use by another machine");
	case EEXIST:
		return ("a pool of that name is imported already");
	case ENOTSUP:
		return ("the pool uses features that this ZFS does not know");
	case ECKSUM:
		return ("the pool is damaged: checksums do not match");
	default:
		return (strerror(error));
	}
}

/* Whether all parts of an imported pool are well. */
static const char *
health(nvlist_t *pool)
{
	nvlist_t *root = NULL;
	uint64_t *values = NULL;
	uint_t count = 0;

	if (nvlist_lookup_nvlist(pool, ZPOOL_CONFIG_VDEV_TREE, &root) != 0 ||
	    nvlist_lookup_uint64_array(root, ZPOOL_CONFIG_VDEV_STATS, &values, &count) != 0)
		return ("unknown");
	return (((vdev_stat_t *)values)->vs_state == VDEV_STATE_HEALTHY ? "online" : "degraded");
}

/* Reads the labels of those devices that are of the pool; returns how many there are, and the newest label. */
static int
find_devices(uint64_t guid, char *paths[], int count, struct device *devices, nvlist_t **newest)
{
	uint64_t txg = 0;
	int kept = 0, error = 0;

	for (int i = 0; i < count; i++) {
		nvlist_t *label = read_label(paths[i], &error);

		if (label == NULL || number(label, ZPOOL_CONFIG_POOL_GUID) != guid ||
		    number(label, ZPOOL_CONFIG_POOL_STATE) == POOL_STATE_DESTROYED)
			continue;
		devices[kept] = (struct device){ paths[i], label, number(label, ZPOOL_CONFIG_GUID),
		    number(label, ZPOOL_CONFIG_POOL_TXG) };
		if (devices[kept].txg > txg) {
			txg = devices[kept].txg;
			*newest = label;
		}
		kept++;
	}
	return (kept);
}

int
import(uint64_t guid, char *paths[], int count, boolean_t readonly)
{
	struct device *devices = must(calloc(count, sizeof (*devices)));
	nvlist_t *properties = fnvlist_alloc();
	nvlist_t *newest = NULL, *found, *imported;
	int kept = find_devices(guid, paths, count, devices, &newest);
	int zfs = open("/dev/zfs", O_RDWR | O_CLOEXEC);

	if (zfs == -1)
		return (refuse("/dev/zfs", strerror(errno)));
	if (newest == NULL)
		return (refuse("no device", "none of them carries the pool"));
	found = ask(zfs, ZFS_IOC_POOL_TRYIMPORT, configuration(devices, kept, newest), properties);
	if (found == NULL)
		return (refuse(text(newest, ZPOOL_CONFIG_POOL_NAME), reason(errno)));
	fnvlist_add_string(properties, "cachefile", "none");
	if (readonly)
		fnvlist_add_uint64(properties, "readonly", 1);
	imported = ask(zfs, ZFS_IOC_POOL_IMPORT, found, properties);
	if (imported == NULL)
		return (refuse(text(newest, ZPOOL_CONFIG_POOL_NAME), reason(errno)));
	puts(health(imported));
	return (DONE);
}

int
export(const char *name)
{
	zfs_cmd_t *command = must(calloc(1, sizeof (*command)));
	int zfs = open("/dev/zfs", O_RDWR | O_CLOEXEC);

	(void) strlcpy(command->zc_name, name, sizeof (command->zc_name));
	if (zfs == -1 || ioctl(zfs, ZFS_IOC_POOL_EXPORT, command) != 0)
		return (refuse(name, strerror(errno)));
	return (DONE);
}
