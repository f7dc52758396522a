# The doors of the project: `make help` lists them. Needs Python 3.11 or later, Git and make; .venv gets all the rest.
# Paths are relative throughout, so the folder's own path may hold spaces.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
SERVER := .cache/language-server/.ready

export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help site editions serve test check lint types bench lock fmt hooks editor clean

help: ## 列出全部命令
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | awk -F '\t' '{printf "  make %-8s %s\n", $$1, $$2}'

site: $(READY) ## 检查记录并生成站点,放在 build/site
	$(BIN)/taizhang check
	$(BIN)/mkdocs build --strict
	@echo '站点已生成:build/site/index.html'
	@echo '打开:make serve(边改边看),或 $(BIN)/python -m http.server --directory build/site,再用浏览器访问本机 8000 端口'

editions: export TAIZHANG_EDITIONS := all
editions: site ## 连同各类读者的版本一起生成,放在 build/editions

serve: $(READY) ## 在本机打开站点,改动后自动刷新
	$(BIN)/mkdocs serve

test: lint types ## 全部检验:格式、类型、测试
	$(BIN)/pytest -n auto --dist worksteal

check: $(READY) ## 检查全部记录
	$(BIN)/taizhang check

lint: $(READY) ## 代码格式与写法
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(READY) ## 类型检查(mypy strict)
	$(BIN)/mypy

bench: $(READY) ## 测速,结果写入 benchmarks/RESULTS.md
	$(BIN)/python benchmarks/results.py

fmt: $(READY) ## 按统一格式改写代码
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

hooks: $(READY) ## 安装提交前检查
	$(BIN)/pre-commit install

editor: $(SERVER) ## 安装编辑器用的 YAML 检查器,供测试核对编辑器里的提示(需要 Node.js 和 npm)

lock: $(READY) ## 由 requirements.in 重写 requirements.txt;加 UPGRADE=1 则取新版本
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' \
		$(if $(UPGRADE),--upgrade) --output-file requirements.txt requirements.in

clean: ## 删去生成的文件与缓存(.venv 保留)
	rm -rf build .cache .hypothesis
	find . -name .venv -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment: made anew when its Python is gone, brought up to date when what it is made from changes.
$(READY): $(BIN)/python requirements.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --no-build-isolation --no-deps --editable .
	@touch $(READY)

$(BIN)/python:
	@command -v "$(PYTHON)" >/dev/null || { \
		echo '找不到 $(PYTHON):请安装 Python 3.11 或更高版本,或用 make PYTHON=/路径/python3 指明。' >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "需要 Python 3.11 或更高版本,$(PYTHON) 是 $$("$(PYTHON)" --version 2>&1)。请用 make PYTHON=/路径/python3.11 指明。" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo '$(PYTHON) 缺少 venv 或 ensurepip:Debian、Ubuntu 上请先运行 sudo apt-get install python3-venv。' >&2; exit 1; }
	@echo '准备环境 .venv,首次约需一分钟 ……'
	"$(PYTHON)" -m venv --clear .venv

# What editors check YAML with, for the tests marked editor: pinned with digests, and nothing of it in the repository.
$(SERVER): tests/language_server/package.json tests/language_server/package-lock.json
	@command -v npm >/dev/null || { echo '找不到 npm:请先安装 Node.js。' >&2; exit 1; }
	@mkdir -p $(@D)
	@cp $^ $(@D)
	npm ci --prefix $(@D) --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
