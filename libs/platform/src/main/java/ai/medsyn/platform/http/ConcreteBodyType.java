package ai.medsyn.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/** A body has one type. Spring takes a pattern of types in its place for a fault of its own, and would answer 500. */
final class ConcreteBodyType implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String type = request.getContentType();
        if (type != null && type.indexOf('*') >= 0) {
            throw new RequestRefused(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "unsupported-media-type",
                    "One type of body such as application/json was expected, found a pattern of types.");
        }
        return true;
    }
}
