# 各命令由 run.py 执行；没有 make 的电脑可以直接运行 python3 run.py site 等。
PYTHON ?= python3

.PHONY: init new editor demo site serve check due test coverage mutants bench import deidentify template archive kiosk merge ledgers schema handbook upgrade migrate release kit preview
init new editor demo site serve check due test coverage mutants bench import deidentify template archive kiosk merge ledgers schema handbook upgrade migrate release kit preview:
	@$(PYTHON) run.py $@ $(ARGS)
