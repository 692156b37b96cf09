FROM node:24-bookworm-slim AS build
WORKDIR /src
ENV CI=true
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY patches patches
COPY server/package.json server/
COPY portal/package.json portal/
COPY admin/package.json admin/
COPY schema/package.json schema/
COPY ui/package.json ui/
COPY test/package.json test/
RUN npm install --global "$(node --print 'require("./package.json").packageManager')" \
 && pnpm install --frozen-lockfile
COPY . .
RUN pnpm build && pnpm --filter wisbaar-server --prod --legacy deploy /deployed

FROM node:24-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data
RUN mkdir /data && chown node:node /data
# The server finds what it serves where it lies in the repository.
WORKDIR /app
COPY --from=build /deployed/node_modules server/node_modules
COPY --from=build /deployed/package.json server/
COPY --from=build /src/server/dist server/dist
COPY --from=build /src/portal/build portal/build
COPY --from=build /src/admin/build admin/build
COPY --from=build /src/schema/schema.graphql schema/
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=10s --start-period=60s \
  CMD ["node", "--eval", "fetch('http://127.0.0.1:' + (process.env.PORT ?? 4000) + '/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/dist/main.js", "serve"]
