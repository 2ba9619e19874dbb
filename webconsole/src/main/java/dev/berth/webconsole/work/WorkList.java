package dev.berth.webconsole.work;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The work of all users, within bounds: what has ended makes room, then what nobody consents to.
 */
public final class WorkList {
    private static final int MOST_ENDED = 5;
    private static final int MOST = 20;

    private final List<Work> works = new ArrayList<>();
    private long last;

    /**
     * Begins work.
     *
     * @throws TooMuchWorkException if nothing can make room for it
     */
    public synchronized Work begin(String title, String user) throws TooMuchWorkException {
        List<Work> ended = works.stream().filter(work -> phase(work).isEnd()).toList();
        works.removeAll(ended.subList(0, Math.max(0, ended.size() - MOST_ENDED + 1)));
        if (works.size() >= MOST) {
            Work unwanted =
                    works.stream()
                            .filter(work -> phase(work) != WorkStatus.Phase.RUNNING)
                            .findFirst()
                            .orElseThrow(() -> new TooMuchWorkException(MOST));
            works.remove(unwanted);
        }
        Work work = new Work(++last, title, user);
        works.add(work);
        return work;
    }

    private static WorkStatus.Phase phase(Work work) {
        return work.status().phase();
    }

    public synchronized Optional<Work> find(long id) {
        return works.stream().filter(work -> work.status().id() == id).findFirst();
    }

    /** Forgets work that does not run. */
    public synchronized void dismiss(long id) {
        works.removeIf(
                work ->
                        work.status().id() == id
                                && work.status().phase() != WorkStatus.Phase.RUNNING);
    }

    /** Returns all, newest first. */
    public synchronized List<WorkStatus> all() {
        List<WorkStatus> all = new ArrayList<>(works.stream().map(Work::status).toList());
        Collections.reverse(all);
        return all;
    }
}
