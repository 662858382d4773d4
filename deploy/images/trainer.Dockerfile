# The whole command line: train, models, produce, decode, doctor. Build it with deploy/images/build, which puts the context
# together.
ARG BASE=eclipse-temurin:17-jre
FROM ${BASE}

# Where the base has no Java, as NVIDIA's CUDA images have none. libgomp1: libtorch computes with it.
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends libgomp1 $(command -v java >/dev/null || echo openjdk-17-jre-headless) \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --user-group --home-dir /tmp --no-create-home --shell /usr/sbin/nologin narrows

ENV LAUNCH_JAR=narrows.jar LAUNCH_MAIN=dev.narrows.standalone.Main
COPY lib /opt/narrows/lib
COPY jvm-flags entrypoint healthy archive /opt/narrows/
ARG ARCHIVE=yes
RUN /opt/narrows/archive train --help

USER 10001:10001
WORKDIR /tmp
# The root may be read-only; /tmp must be a folder to write to and to load native libraries from.
ENTRYPOINT ["/opt/narrows/entrypoint"]
