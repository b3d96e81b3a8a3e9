package ai.medsyn.platform.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the container sends requests that failed outside Spring MVC, for example in a filter. */
@RestController
final class ProblemErrorController implements ErrorController {

    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<Object> problem(HttpServletRequest request) {
        // Asked for directly there is no status: then the address is as unknown as any other.
        Object attribute = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = attribute instanceof Integer code && code >= 400 ? code : 404;
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (status == 500 && failure instanceof Throwable cause) {
            String where = request.getMethod() + " " + request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
            return StatusProblems.incident(where, cause).response();
        }
        return StatusProblems.of(status).response();
    }
}
