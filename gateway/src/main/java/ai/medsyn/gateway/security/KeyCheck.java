package ai.medsyn.gateway.security;

import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides whether a key is good. A good key's row is read once in {@link #REMEMBERED}; a bad key costs at most one look-up by primary key, and
 * look-ups of ids never seen before are limited for all clients together, so that guessing keeps nobody else from the database.
 */
@Component
class KeyCheck {

    /** How long a row is believed; a revocation at another gateway is seen after at most this time. */
    static final Duration REMEMBERED = Duration.ofSeconds(3);

    private static final Duration USE_RECORDED_EVERY = Duration.ofMinutes(1);
    private static final int MAX_REMEMBERED = 10_000;
    private static final int NEW_IDS_PER_SECOND = 100;

    private record Remembered(ApiKeyRepository.Row row, Instant readAt) {}

    private record Budget(long second, int used) {}

    private final ApiKeyRepository repository;
    private final Clock clock;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();
    private final Map<String, Instant> useRecorded = new ConcurrentHashMap<>();
    private final AtomicReference<Budget> budget = new AtomicReference<>(new Budget(0, 0));

    KeyCheck(ApiKeyRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * Checks a key.
     *
     * @param text what the client sent
     * @return whose key it is; empty if it is none, wrong, expired or revoked
     * @throws RequestRefused 429 when too many unknown keys were tried in this second
     */
    Optional<Caller> check(String text) {
        Optional<KeyText> parsed = KeyText.parse(text);
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        KeyText key = parsed.get();
        Instant now = clock.instant();
        ApiKeyRepository.Row row = row(key.id(), now);
        if (row == null || !key.matches(row.secretHash()) || !row.key().accepted(now)) {
            return Optional.empty();
        }
        recordUse(key.id(), now);
        return Optional.of(row.key().caller());
    }

    /** Reads the row anew at the next check. */
    void forget(String id) {
        remembered.remove(id);
    }

    private ApiKeyRepository.@Nullable Row row(String id, Instant now) {
        Remembered known = remembered.get(id);
        if (known == null) {
            spendOnNewId(now);
        } else if (now.isBefore(known.readAt().plus(REMEMBERED))) {
            return known.row();
        }
        // One thread reads a row; others that ask for it in the meantime wait for its answer.
        Remembered read = remembered.compute(
                id,
                (same, other) -> other != null && other != known
                        ? other
                        : repository
                                .find(id)
                                .map(row -> new Remembered(row, now))
                                .orElse(null));
        if (remembered.size() > MAX_REMEMBERED) {
            remembered.clear();
            useRecorded.clear();
        }
        return read == null ? null : read.row();
    }

    private void spendOnNewId(Instant now) {
        Budget spent = budget.updateAndGet(before -> before.second() == now.getEpochSecond()
                ? new Budget(before.second(), before.used() + 1)
                : new Budget(now.getEpochSecond(), 1));
        if (spent.used() > NEW_IDS_PER_SECOND) {
            throw RequestRefused.tooMany(
                    "too-many-unknown-keys",
                    "Too many unknown API keys are being tried; try again in a second.",
                    Duration.ofSeconds(1));
        }
    }

    private void recordUse(String id, Instant now) {
        Instant last = useRecorded.get(id);
        boolean due = last == null || last.plus(USE_RECORDED_EVERY).isBefore(now);
        if (due && (last == null ? useRecorded.putIfAbsent(id, now) == null : useRecorded.replace(id, last, now))) {
            repository.used(id, now);
        }
    }
}
