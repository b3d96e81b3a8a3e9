package ai.medsyn.platform.http;

import jakarta.servlet.MultipartConfigElement;
import java.util.List;
import java.util.Set;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.http.converter.ResourceRegionHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class HttpConfiguration {

    private static final Set<Class<?>> SPOKEN = Set.of(
            JacksonJsonHttpMessageConverter.class,
            StringHttpMessageConverter.class,
            ByteArrayHttpMessageConverter.class,
            ResourceHttpMessageConverter.class,
            ResourceRegionHttpMessageConverter.class);

    /** Before everything, security included: nobody may make us read much. */
    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimit(HttpSettings settings) {
        var filter = new BodyLimitFilter(
                settings.maxBody().toBytes(), settings.maxUpload().toBytes());
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    /** Parts beyond 256 KB go to the temporary folder; the whole upload obeys one limit, chunked or not. */
    @Bean
    MultipartConfigElement multipartLimits(HttpSettings settings) {
        long limit = settings.maxUpload().toBytes();
        return new MultipartConfigElement("", limit, limit, 256 * 1024);
    }

    /**
     * After the application's own customizer, whose converter it replaces. What else happens to be on the classpath (XML, CBOR …) neither reads
     * nor writes: the API speaks JSON, and every further parser is a further way in.
     */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ServerHttpMessageConvertersCustomizer strictJson(ObjectProvider<JsonMapperBuilderCustomizer> application) {
        List<JsonMapperBuilderCustomizer> customizers =
                application.orderedStream().toList();
        return converters -> converters
                .withJsonConverter(new JacksonJsonHttpMessageConverter(StrictJson.mapper(customizers)))
                .configureMessageConvertersList(
                        list -> list.removeIf(converter -> !SPOKEN.contains(converter.getClass())));
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> problemsFromTomcat() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
            }
        });
    }

    @Bean
    WebMvcConfigurer requestConventions() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new PageRequestResolver());
            }

            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(new ConcreteBodyType());
            }
        };
    }
}
