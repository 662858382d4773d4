# The service alone. Build it with deploy/images/build, which puts the context together.
ARG BASE=eclipse-temurin:17-jre
FROM ${BASE}

# Where the base has no Java, as NVIDIA's CUDA images have none.
RUN command -v java || (apt-get update -qq && apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless \
    && rm -rf /var/lib/apt/lists/*)
RUN useradd --uid 10001 --user-group --home-dir /tmp --no-create-home --shell /usr/sbin/nologin narrows

ENV LAUNCH_JAR=narrows-stream-app.jar LAUNCH_MAIN=dev.narrows.stream.Main LAUNCH_SERVES=yes NARROWS_HTTP_HOST=0.0.0.0
COPY lib /opt/narrows/lib
COPY jvm-flags entrypoint healthy archive /opt/narrows/
ARG ARCHIVE=yes
RUN /opt/narrows/archive --set kafka.bootstrap.servers=127.0.0.1:1 --set schema.registry.url=http://127.0.0.1:1

USER 10001:10001
EXPOSE 8080
# The root may be read-only; /tmp must be a folder to write to and to load native libraries from.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["/opt/narrows/healthy"]
ENTRYPOINT ["/opt/narrows/entrypoint"]
