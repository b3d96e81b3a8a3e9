package ai.medsyn.platform.http;

import java.util.function.Supplier;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.WebRequest;

/** Answers that a client may already have: strong entity tags, {@code If-None-Match}, 304. */
public final class Conditional {

    private Conditional() {}

    /**
     * Answers 304 when the client's tag matches, else 200 with the body. The body is made only when it is sent, which is what makes polling cheap.
     *
     * @param version everything the representation depends on, for example id and row version; any characters
     */
    public static <T> ResponseEntity<T> get(WebRequest request, String version, Supplier<T> body) {
        String tag = tag(version);
        // Revalidate always, keep nowhere shared: the answer belongs to one team.
        CacheControl cache = CacheControl.noCache().cachePrivate();
        if (request.checkNotModified(tag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .eTag(tag)
                    .cacheControl(cache)
                    .build();
        }
        return ResponseEntity.ok().eTag(tag).cacheControl(cache).body(body.get());
    }

    /** A strong entity tag, in quotes. Characters that a tag may not hold are percent-encoded. */
    public static String tag(String version) {
        StringBuilder tag = new StringBuilder("\"");
        version.chars().forEach(c -> {
            if (c > ' ' && c < 0x7f && c != '"' && c != '%' && c != ',') {
                tag.append((char) c);
            } else {
                tag.append('%').append(Integer.toHexString(c));
            }
        });
        return tag.append('"').toString();
    }
}
