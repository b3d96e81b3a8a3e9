# One image per service: docker build --build-arg SERVICE=gateway|generator-service|filter-service|training-service|eval-service .
# A GPU image is the same on another runtime: --build-arg RUNTIME=<image with Java 25 and CUDA 12>.
ARG RUNTIME=eclipse-temurin:25-jre

FROM eclipse-temurin:25-jdk AS build
ARG SERVICE
WORKDIR /source
COPY . .
# The cache keeps what Maven downloaded for the next service's build.
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -ntp -DskipTests -Dspotless.check.skip package -pl "${SERVICE:?expected --build-arg SERVICE=...}" -am
# Unpacked an application starts faster, and its libraries make layers that seldom change.
RUN java -Djarmode=tools -jar "${SERVICE}"/target/*-boot.jar extract --layers --destination /application \
    && mv /application/application/*.jar /application/application/application.jar

# hadolint ignore=DL3006
FROM ${RUNTIME}
WORKDIR /application
COPY --from=build /application/dependencies/ ./
COPY --from=build /application/snapshot-dependencies/ ./
COPY --from=build /application/application/ ./
# In a container the network is the boundary; everything that is written goes to /tmp or to the stores.
ENV MEDSYN_ADDRESS=0.0.0.0 \
    OMP_WAIT_POLICY=PASSIVE \
    JAVA_TOOL_OPTIONS="--enable-native-access=ALL-UNNAMED -XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError"
USER 10001:10001
ENTRYPOINT ["java", "-jar", "application.jar"]
