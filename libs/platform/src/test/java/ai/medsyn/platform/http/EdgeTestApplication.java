package ai.medsyn.platform.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MultipartFile;

/** A small API on a real server, with the conventions and nothing else. */
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    MultipartAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    ValidationAutoConfiguration.class,
    SecurityAutoConfiguration.class,
    ServletWebSecurityAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class
})
@Import({ProblemHandler.class, ProblemErrorController.class, EdgeTestApplication.Api.class})
class EdgeTestApplication {

    @Bean
    SecurityFilterChain open(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .build();
    }

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> brokenFilter() {
        var registration = new FilterRegistrationBean<OncePerRequestFilter>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest q, HttpServletResponse a, FilterChain chain)
                    throws IOException {
                throw new IOException("secret of a filter");
            }
        });
        registration.addUrlPatterns("/broken-filter");
        return registration;
    }

    enum Side {
        LEFT,
        RIGHT
    }

    record Range(int from, int to) {
        Range {
            if (from >= to) {
                throw new IllegalArgumentException("from < to expected, found " + from + " and " + to);
            }
        }
    }

    record Finding(@NotBlank String name, @Min(0) @Max(1) double weight, Side side) {}

    record Order(
            @NotNull @Min(1) Integer count,
            @NotBlank String name,
            @Valid List<Finding> findings,
            Range range,
            Instant due) {}

    @TestComponent // kept out of component scans
    @RestController
    static class Api {

        @PostMapping("/orders")
        Order post(@Valid @RequestBody Order order) {
            return order;
        }

        @PostMapping("/trees")
        Map<String, Object> tree(@RequestBody Map<String, Object> tree) {
            return Map.of("entries", tree.size());
        }

        @GetMapping(path = "/orders/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
        Map<String, Object> get(@PathVariable UUID id, @RequestParam(defaultValue = "1") @Min(1) int part) {
            return Map.of("id", id, "part", part);
        }

        @GetMapping("/sides")
        Side side(@RequestParam Side side, @RequestHeader("X-Reason") String reason) {
            return side;
        }

        @GetMapping("/numbers")
        Page<Long> numbers(PageRequest page) {
            long after =
                    page.after("numbers", 1).map(cursor -> cursor.number(0)).orElse(0L);
            List<Long> rows = LongStream.rangeClosed(1, 7)
                    .filter(n -> n > after)
                    .limit(page.fetch())
                    .boxed()
                    .toList();
            return Page.of(rows, page, n -> Cursor.of("numbers", n));
        }

        @GetMapping("/tagged")
        ResponseEntity<String> tagged(WebRequest request) {
            return Conditional.get(request, "job-1:7", () -> "body");
        }

        @GetMapping("/conflict")
        void conflict() {
            throw RequestRefused.conflict("name-taken", "A name that is free was expected, found one in use.");
        }

        @GetMapping("/full")
        void full() {
            throw RequestRefused.tooMany("queue-full", "The queue is full.", Duration.ofSeconds(7));
        }

        @GetMapping("/bug")
        void bug() {
            throw new IllegalStateException("secret of a bug");
        }

        @GetMapping("/overflow")
        void overflow() {
            throw new StackOverflowError("secret of an error");
        }

        @GetMapping("/no-database")
        void noDatabase() {
            throw new DataAccessResourceFailureException("secret of a database");
        }

        @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        void events() {
            throw RequestRefused.notFound("job-not-found", "No such job.");
        }

        @PostMapping("/uploads")
        Map<String, Object> upload(@RequestParam MultipartFile file) {
            return Map.of("bytes", file.getSize());
        }
    }
}
