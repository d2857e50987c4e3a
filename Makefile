# SQLite's full text search is compiled in by this tag. It stands here alone;
# every recipe below takes it from here.
TAGS := sqlite_fts5

GOFUMPT     := mvdan.cc/gofumpt@v0.12.0
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
COMPOSE     := github.com/compose-spec/compose-go/v2/cmd@v2.16.2
KUBESCORE   := github.com/zegl/kube-score/cmd/kube-score@v1.20.0
KUBECONFORM := github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0
SCHEMAS     := https://raw.githubusercontent.com/yannh/kubernetes-json-schema/master/README.md

BIN     := bin/mubiao
DEMO    := out/demo.db
QUERY   := SELECT DISTINCT fiscal_year, project, level3, target FROM target WHERE level2 = '数量指标' ORDER BY 1, 2, 3 LIMIT 8

# SQLite is C. Go switches cgo off silently where it finds no compiler, and
# the program would then fail when it opens its first database.
export CGO_ENABLED := 1

# The scripts of TestCommands start PDFium, which takes minutes and a gigabyte
# to compile under the race detector: they run without it.
# The packages with goroutines of their own are tested under the race detector.
RACE := ./cmd/... ./store/... ./internal/worker/... ./internal/fleet/...

.DEFAULT_GOAL := help
.PHONY: help build run test bench calibrate faces lint golden clean ocr compiler peers chromium postgres screenshots bench-fleet lint-deploy

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# -buildvcs=false: a checkout that another user owns, as in a container, would
# not build otherwise.
build: compiler ## write bin/mubiao
	go build -buildvcs=false -tags $(TAGS) -o $(BIN) ./cmd/mubiao

# Some files of testdata are there to be refused, so exit status 3 is expected.
run: build ocr ## import testdata/, print the report and a query's answer
	@mkdir -p $(dir $(DEMO)) && rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	$(BIN) import --db $(DEMO) testdata || { test $$? -eq 3 && echo "(that file is there to be refused)"; }
	$(BIN) report --db $(DEMO)
	$(BIN) query --db $(DEMO) "$(QUERY)"

test: compiler peers ocr chromium postgres ## vet and run all tests
	go vet -tags $(TAGS) ./...
	go test -tags $(TAGS) -race -skip '^TestCommands$$' $(RACE)
	go test -tags $(TAGS) ./...

bench: build peers ## run the benchmarks, compare whole processes with pdftotext and mutool, import 10,000 documents
	go test -tags $(TAGS) -run '^$$' -bench . -benchmem ./...
	go run ./internal/bench -mubiao $(BIN)

# Ten minutes of reading on two cores; what was read is kept in out/calibrate.
calibrate: build ocr faces ## fit the confidences of scans anew, and print what they are worth
	go run ./internal/calibrate/cmd/calibrate -write normalize/calibration.go

# DATABASE is the URL of a server; without it one is started, which does not
# wait for the disk.
bench-fleet: build postgres ## measure 1, 2 and 4 workers on a queue in PostgreSQL
	go run ./internal/bench -mubiao $(BIN) -runs 0 -claims=false -documents 0 -fleet 1000 -database "$(DATABASE)"

lint: compiler ## check format, vet, staticcheck
	@unformatted=$$(go run $(GOFUMPT) -l .); test -z "$$unformatted" || { echo "not formatted:" $$unformatted >&2; exit 1; }
	go vet -tags $(TAGS) ./...
	go run $(STATICCHECK) -tags $(TAGS) ./...

# What Compose checks is in the library that it is made of. kubeconform takes
# the schemas of Kubernetes from a server of its project's. Of what kube-score
# asks for, workers do without a limit of CPU (they are to use what is free),
# pulling an image of a fixed version each time, and rules that keep pods off
# one another's nodes (they are spread, where that can be).
lint-deploy: ## check the manifests of deploy/
	go run $(COMPOSE) -no-interpolation deploy/compose.yaml >/dev/null
	@scores=$$(go run $(KUBESCORE) score --output-format ci --ignore-container-cpu-limit \
		--ignore-test container-image-pull-policy,deployment-has-host-podantiaffinity deploy/kubernetes.yaml); \
	test -n "$$scores" && ! echo "$$scores" | grep -E '^\[(CRITICAL|WARNING)'
	@if curl -sfo /dev/null --max-time 10 $(SCHEMAS); then \
		go run $(KUBECONFORM) -strict -summary deploy/kubernetes.yaml; \
	else echo "the fields of deploy/kubernetes.yaml are not checked: no way to $(SCHEMAS)" >&2; fi

# Only the packages that keep golden files know the flag -update.
golden: compiler ## rewrite the golden files; read the diff before you commit it
	go test -tags $(TAGS) $$(grep -rl --include='*_test.go' 'Bool("update"' . | xargs -n1 dirname | sort -u) -update

clean: ## remove what was built
	rm -rf bin out

# Scans are an extra: without npm or a network they are left out, and their
# tests skip.
ocr: build ## install what reads scans
	@$(BIN) doctor >/dev/null 2>&1 || \
		{ { command -v npm >/dev/null || { $(call install,npm,npm is missing; to read scans); }; } && $(BIN) ocr install; } || \
		echo "scans are left out" >&2

# install,PACKAGES,REASON: from Debian when root, otherwise one line that says
# what to install.
install = if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
	then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null; \
	else echo "$(2): apt-get install $(1)" >&2; false; fi

# The C compiler and the headers of the C library, for SQLite.
compiler:
	@echo '#include <stdio.h>' | $$(go env CC) -E - >/dev/null 2>&1 || { $(call install,gcc libc6-dev,a C compiler is missing); }

# The readers that tests and benchmarks compare with. A test that finds none
# skips.
peers:
	@{ command -v pdftotext && command -v mutool && test -d /usr/share/poppler/cMap; } >/dev/null || \
		{ $(call install,poppler-utils poppler-data mupdf-tools,comparisons with other readers are skipped; to run them); } || true

# The type faces that confidences are fitted on and checked in, and what finds
# them. Forms in those that are missing are left out.
FACES := fontconfig fonts-arphic-gbsn00lp fonts-arphic-gkai00mp fonts-babelstone-han fonts-cns11643-kai fonts-cns11643-sung \
	fonts-cwtex-fs fonts-dejavu-core fonts-droid-fallback fonts-hanazono fonts-lxgw-wenkai fonts-noto-cjk

faces: ## install the type faces that confidences are fitted on and checked in
	@$(call install,$(FACES),forms in type faces that are missing are left out; to have all) || true

# The browser that the pages of serve are tested in. Tests skip without one.
chromium:
	@command -v chromium >/dev/null || \
		{ $(call install,chromium,pages are not tested in a browser; to do that); } || true

# The server that the store of fleets is tested on: tests start one of their
# own, with its own data and port, and skip where there is none. Debian's package
# starts one too, which they do not touch.
postgres:
	@{ command -v initdb || ls /usr/lib/postgresql/1[5-9]/bin/initdb; } >/dev/null 2>&1 || \
		{ $(call install,postgresql,PostgreSQL is not tested; to do that); } || true

screenshots: compiler chromium ## write pictures of the pages of serve, 1440 and 390 pixels wide, to out/screenshots
	go test -tags $(TAGS) ./cmd/mubiao -run '^TestScreenshots$$' -count=1 -screenshots $(CURDIR)/out/screenshots
