package dev.berth.runtime.containerd.layer.tree;

/**
 * The locations that a layer has made, 8 to 16 bytes each: a 64-bit hash stands for the name, as a
 * million names would fill the memory. Were two names to have one, an opaque whiteout would spare a
 * file of a lower layer.
 */
final class LocationSet {
    private static final long PRIME = 0x9e3779b97f4a7c15L;
    private static final int FIRST_SIZE = 256;

    private long[] table = new long[FIRST_SIZE];
    private int size;

    void add(String location) {
        if (2 * size >= table.length) {
            long[] old = table;
            table = new long[2 * old.length];
            for (long hash : old) {
                if (hash != 0) {
                    table[place(hash)] = hash;
                }
            }
        }
        long hash = hash(location);
        int place = place(hash);
        if (table[place] == 0) {
            table[place] = hash;
            size++;
        }
    }

    boolean contains(String location) {
        return table[place(hash(location))] != 0;
    }

    private int place(long hash) {
        int place = (int) hash & table.length - 1;
        while (table[place] != 0 && table[place] != hash) {
            place = place + 1 & table.length - 1;
        }
        return place;
    }

    private static long hash(String location) {
        long hash = location.length();
        for (int i = 0; i < location.length(); i++) {
            hash = (hash ^ location.charAt(i)) * PRIME;
            hash ^= hash >>> 32;
        }
        return hash == 0 ? 1 : hash;
    }
}
