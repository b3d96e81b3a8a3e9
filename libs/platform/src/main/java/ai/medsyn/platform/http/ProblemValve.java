package ai.medsyn.platform.http;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/** Answers requests that Tomcat refuses before any application sees them. Public because Tomcat makes it by name. */
public final class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        AtomicBoolean writable = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, writable);
        if (!writable.get()) {
            return;
        }
        try {
            ProblemWriter.write(response, StatusProblems.of(status));
        } catch (IOException gone) {
            containerLog().debug("the client of a refused request hung up", gone);
        }
    }

    private org.apache.juli.logging.Log containerLog() {
        return getContainer().getLogger();
    }
}
