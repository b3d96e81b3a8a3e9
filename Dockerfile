# One image per service: docker build --build-arg SERVICE=gateway|generator-service|filter-service|training-service|eval-service .
# A GPU image is the same on another runtime, with the libraries for it:
#   generator-service                --build-arg RUNTIME=<image with Java 25, CUDA 12, cuDNN 9> --build-arg LIBRARIES=-Pgpu
#   training-service, eval-service   --build-arg RUNTIME=<image with Java 25, CUDA 13>          --build-arg LIBRARIES=-Dlibtorch.platform=linux-x86_64-gpu
ARG RUNTIME=eclipse-temurin:25-jre

FROM eclipse-temurin:25-jdk AS build
ARG SERVICE
ARG LIBRARIES=
WORKDIR /source
COPY . .
# The cache keeps what Maven downloaded for the next service's build.
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -ntp -DskipTests -Dspotless.check.skip package -pl "${SERVICE:?expected --build-arg SERVICE=...}" -am ${LIBRARIES}
# Unpacked an application starts faster, and its libraries make layers that seldom change.
RUN java -Djarmode=tools -jar "${SERVICE}"/target/*-boot.jar extract --layers --destination /application \
    && mv /application/application/*.jar /application/application/application.jar

# hadolint ignore=DL3006
FROM ${RUNTIME}
WORKDIR /application
COPY --from=build /application/dependencies/ ./
COPY --from=build /application/snapshot-dependencies/ ./
COPY --from=build /application/application/ ./
# In a container the network is the boundary; everything that is written goes to /tmp or to the stores. Half of the memory is left to
# LibTorch and ONNX Runtime, and what they free goes back to the system.
ENV MEDSYN_ADDRESS=0.0.0.0 \
    OMP_WAIT_POLICY=PASSIVE \
    JAVA_TOOL_OPTIONS="--enable-native-access=ALL-UNNAMED -XX:MaxRAMPercentage=50 -XX:TrimNativeHeapInterval=10000 -XX:+ExitOnOutOfMemoryError"
USER 10001:10001
ENTRYPOINT ["java", "-jar", "application.jar"]
