package dev.berth.engine.itest;

/**
 * What Berth is compared with, and by what.
 *
 * @param dockerd the major version of the dockerd
 * @param client the major version of the docker command, or {@code none} for plain requests
 */
record Peer(String dockerd, String client) {
    @Override
    public String toString() {
        return "dockerd %s, docker %s".formatted(dockerd, client);
    }
}
