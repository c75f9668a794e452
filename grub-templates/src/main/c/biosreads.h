/*
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * biosreads: a module for GRUB on BIOS (i386-pc) that reads from disks in the blocks that are fastest on this BIOS.
 *
 * GRUB reads 64 sectors at a time, but its BIOS driver splits that at multiples of 63: two calls of odd sizes for each
 * 32 KiB. This module puts a read of its own in front of the driver's. It touches nothing but the disk that GRUB was started
 * from, and leaves to the driver whatever it cannot do itself.
 *
 * biosreads.c  the reads, and the command bios_reads
 * calibrate.c  which block size is best
 * clock.c      how long something took
 * remember.c   what was found out about up to 16 machines, in an environment block; the command bios_tune
 * room.c       memory for the kernel where it belongs
 * grub.h       what it asks GRUB for
 */
#ifndef BIOSREADS_H
#define BIOSREADS_H

#ifdef BIOSREADS_MODEL /* the tests, which have a BIOS of their own */
#include "fake-grub.h"
#else
#include "grub.h"
#endif

/* What GRUB reads at a time, and its buffer below 1 MiB holds: 32 KiB, aligned. */
enum { UNIT = GRUB_DISK_CACHE_SIZE, UNIT_BYTES = UNIT << GRUB_DISK_SECTOR_BITS };

/* What no BIOS has trouble with, in sectors: a page. */
enum { SAFE = 8 };

/* The ways to read that are measured: blocks of 4, 8, 16 and 32 KiB, and GRUB's own. */
enum { SIZES = 4, STOCK = SIZES, WAYS = SIZES + 1 };

/* Sectors of a block of the WAY-th size. */
static inline unsigned
sectors_of (int way)
{
	return (SAFE << way);
}

/*
 * How reads are done: in blocks of SECTORS aligned to their size, a power of two; or by GRUB's own driver, in pieces of at most
 * SECTORS, 0 for any.
 */
struct reading {
	int stock;
	unsigned sectors;
};

/* What a calibration found. */
struct findings {
	struct reading choice;
	grub_uint32_t rates[WAYS]; /* KiB a second, 0 where not measured or not possible */
	int measured;		   /* 0: the machine was too slow for it this time */
	const char *trouble;	   /* what is wrong with this BIOS, or a null pointer */
};

enum { READING_TEXT = 20 };

/* biosreads.c */
extern struct reading reading;
int bios_call (unsigned drive, grub_disk_addr_t sector, unsigned count);
grub_err_t stock_in_pieces (grub_disk_t disk, grub_disk_addr_t sector, unsigned count, unsigned piece, char *buffer);
int is_tunable (grub_disk_t disk);
void tune_disk (grub_disk_t disk, struct reading how);
grub_disk_addr_t last_read (void);
int parse_reading (const char *text, struct reading *result);
void format_reading (struct reading how, char *text);

/* calibrate.c */
int calibrate (grub_disk_t disk, grub_disk_addr_t first, unsigned units, struct findings *findings);
void print_findings (const struct findings *findings);

/* clock.c */
void set_clock (void);
grub_uint64_t ticks (void);
grub_uint32_t microseconds_since (grub_uint64_t start);

/* remember.c */
grub_err_t command_bios_tune (grub_command_t command, int argc, char **argv);

/* room.c */
void make_room (void);
void give_room_back (void);

#define SCRATCH ((char *) GRUB_MEMORY_MACHINE_SCRATCH_ADDR)

#endif
