# gongkai:make help 列出可以做的事。只需要 Python 3.11 以上，不需要数据库或其他服务。
# 第一个够新的 Python；也可以用 make PYTHON=python3.12 指定。
PYTHON ?= $(shell for it in python3 python3.11 python3.12 python3.13 python3.14; do $$it -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$it && break; done)
PORT ?= 8000
BIN := .venv/bin
# 测试和检查用自己的数据文件夹，不碰 ./var 里的数据。
SCRATCH = GONGKAI_HOME=$$(mktemp -d)
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help run test check bench lock clean

help: ## 列出可以做的事
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 14

.venv/made:
	@test -n "$(PYTHON)" && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 以上；可以用 make PYTHON=python3.12 指定。" >&2; exit 2; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/for-running: .venv/made requirements.lock pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/for-testing: .venv/for-running requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

run: .venv/for-running ## 安装并启动演示：http://127.0.0.1:8000
	PORT=$(PORT) $(BIN)/gongkai serve --demo

test: .venv/for-testing ## 运行全部测试；DATABASE_URL 决定用哪种数据库，缺少的部件会在最后大声说明
	$(SCRATCH) $(BIN)/pytest -n $(WORKERS) --dist loadgroup $(ARGS)

check: .venv/for-testing ## 静态检查、引用契约、制度文件、条款标记
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(SCRATCH) $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/gongkai regime check naiman-housing > /dev/null
	$(BIN)/gongkai regime check hulunbuir-statistics > /dev/null
	$(BIN)/gongkai regime test tests/regimes/golden_clocks/*.yaml tests/regimes/third_cases.yaml > /dev/null
	$(SCRATCH) DJANGO_SETTINGS_MODULE=gongkai.config.settings $(BIN)/python -m django makemigrations --check --dry-run
	$(SCRATCH) $(BIN)/pytest -q tests/architecture tests/regimes tests/core --doctest-modules src/gongkai/core
	@echo "检查通过。"

bench: .venv/for-testing ## 速度：在同一次运行里比出的比值
	$(SCRATCH) $(BIN)/python -m bench

lock: .venv/for-testing ## 重新锁定依赖（写出哈希，不写地址）
	$(BIN)/uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra build --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet --output-file requirements-dev.lock

clean: ## 删去虚拟环境和缓存（不删 ./var 里的数据）
	rm -rf .venv .mypy_cache .ruff_cache .hypothesis .import_linter_cache build
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
