/* What the parts of htg-zpool share; see htg-zpool.c. */
#ifndef HTG_ZPOOL_H
#define HTG_ZPOOL_H

#include <stdint.h>

#include <libnvpair.h>

/* Exit statuses. */
enum { DONE = 0, REFUSED = 1, USAGE = 2, NO_LABEL = 3 };

/* No pool comes near these; what a damaged or malicious label says may. */
enum { MOST_PARTS = 4096, MOST_DISKS = 1024, DEEPEST = 8 };

/* htg-zpool.c */
int refuse(const char *what, const char *why);
void *must(void *memory);

/* label.c */
uint64_t number(nvlist_t *list, const char *name);
const char *text(nvlist_t *list, const char *name);
uint64_t holes(nvlist_t *label);
nvlist_t *read_label(const char *path, int *error);
int print_label_safely(const char *path);

/* pool.c */
int import(uint64_t guid, char *paths[], int count, boolean_t readonly);
int export(const char *name);

#endif
