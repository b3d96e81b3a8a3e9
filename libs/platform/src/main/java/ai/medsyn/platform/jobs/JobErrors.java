package ai.medsyn.platform.jobs;

import ai.medsyn.platform.artifacts.ObjectConflictException;
import ai.medsyn.platform.http.RequestRefused;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Turns what a handler threw into the error that a job shows, without stack traces, paths or secrets. */
@Component
class JobErrors {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String UNKNOWN_STATE = "unknown";
    private static final Logger LOG = LoggerFactory.getLogger(JobErrors.class);

    /**
     * A failure as the job will show it.
     *
     * @param permanent true if trying again cannot help
     */
    record Classified(boolean permanent, Job.Failure failure) {}

    Classified classify(JobId job, Exception e) {
        if (e instanceof JobFailure failure) {
            return new Classified(true, new Job.Failure(failure.code(), String.valueOf(failure.getMessage())));
        }
        if (e instanceof ObjectConflictException conflict) {
            return new Classified(true, new Job.Failure("artifact-conflict", String.valueOf(conflict.getMessage())));
        }
        if (e instanceof RequestRefused refused) {
            int status = refused.problem().status();
            return new Classified(
                    status < 500 && status != 429,
                    new Job.Failure(refused.problem().code(), String.valueOf(refused.getMessage())));
        }
        String incident = UUID.randomUUID().toString();
        LOG.warn("job {}: incident {}", job, incident, e);
        if (e instanceof IOException) {
            return transientFailure(
                    "store-unavailable",
                    "the artifact store refused to read or write; check its space and reachability, then retry the job",
                    incident);
        }
        if (e instanceof TransientDataAccessException
                || e instanceof TransactionException
                || unreachable(sqlState(e))) {
            return transientFailure(
                    "database-unavailable", "the database did not answer; retry the job once it does", incident);
        }
        String message = "the job met an error that nobody foresaw; report the incident";
        return new Classified(refused(sqlState(e)), failure("internal-error", message, incident));
    }

    /** Connection lost, or server shutting down. */
    private static boolean unreachable(String sqlState) {
        return sqlState.equals(UNKNOWN_STATE) || sqlState.startsWith("08") || sqlState.startsWith("57P");
    }

    /** Data, constraints or syntax: the same statement is refused again. A taken key may be free of conflict next time. */
    private static boolean refused(String sqlState) {
        return sqlState.startsWith("22")
                || sqlState.startsWith("42")
                || sqlState.startsWith("23") && !sqlState.equals(UNIQUE_VIOLATION);
    }

    /** The state of the SQL error behind a failure; empty if there is none. */
    private static String sqlState(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState() == null ? UNKNOWN_STATE : sql.getSQLState();
            }
        }
        return "";
    }

    private static Classified transientFailure(String code, String message, String incident) {
        return new Classified(false, failure(code, message, incident));
    }

    private static Job.Failure failure(String code, String message, String incident) {
        return new Job.Failure(code, message + " (incident " + incident + ")");
    }
}
