# SQLite's full text search is compiled in by this tag. It stands here alone;
# every recipe below takes it from here.
TAGS := sqlite_fts5

GOFUMPT     := mvdan.cc/gofumpt@v0.12.0
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

BIN     := bin/mubiao
DEMO    := out/demo.db
QUERY   := SELECT DISTINCT fiscal_year, project, level3, target FROM target WHERE level2 = '数量指标' ORDER BY 1, 2, 3 LIMIT 8

# SQLite is C. Go switches cgo off silently where it finds no compiler, and
# the program would then fail when it opens its first database.
export CGO_ENABLED := 1

# The scripts of TestCommands start PDFium, which takes minutes and a gigabyte
# to compile under the race detector: they run without it.
# The packages with goroutines of their own are tested under the race detector.
RACE := ./cmd/... ./store/... ./internal/worker/...

.DEFAULT_GOAL := help
.PHONY: help build run test bench lint golden clean ocr compiler peers chromium screenshots

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# -buildvcs=false: a checkout that another user owns, as in a container, would
# not build otherwise.
build: compiler ## write bin/mubiao
	go build -buildvcs=false -tags $(TAGS) -o $(BIN) ./cmd/mubiao

# Some files of testdata are there to be refused, so exit status 3 is expected.
run: build ocr ## import testdata/, print the report and a query's answer
	@mkdir -p $(dir $(DEMO)) && rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	$(BIN) import --db $(DEMO) testdata || test $$? -eq 3
	$(BIN) report --db $(DEMO)
	$(BIN) query --db $(DEMO) "$(QUERY)"

test: compiler peers ocr chromium ## vet and run all tests
	go vet -tags $(TAGS) ./...
	go test -tags $(TAGS) -race -skip '^TestCommands$$' $(RACE)
	go test -tags $(TAGS) ./...

bench: build peers ## run the benchmarks, compare whole processes with pdftotext and mutool, import 10,000 documents
	go test -tags $(TAGS) -run '^$$' -bench . -benchmem ./...
	go run ./internal/bench -mubiao $(BIN)

lint: compiler ## check format, vet, staticcheck
	@unformatted=$$(go run $(GOFUMPT) -l .); test -z "$$unformatted" || { echo "not formatted:" $$unformatted >&2; exit 1; }
	go vet -tags $(TAGS) ./...
	go run $(STATICCHECK) -tags $(TAGS) ./...

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

# The browser that the pages of serve are tested in. Tests skip without one.
chromium:
	@command -v chromium >/dev/null || \
		{ $(call install,chromium,pages are not tested in a browser; to do that); } || true

screenshots: compiler chromium ## write pictures of the pages of serve, 1440 and 390 pixels wide, to out/screenshots
	go test -tags $(TAGS) ./cmd/mubiao -run '^TestScreenshots$$' -count=1 -screenshots $(CURDIR)/out/screenshots
