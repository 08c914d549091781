// The index number of a new entry: the one that the column proposes, or the next that no file of the folder has.

const NEW = /^#\/collections\/[^/?]+\/new$/;
const SERIAL = /^(.*?)(\d+)(\D*)$/s;

export class Numbers {
  constructor(proposed) {
    this.proposed = proposed;
    this.taken = new Set();
  }

  /** Count a number as used. */
  note(number) {
    if (number) this.taken.add(String(number));
  }

  /** The next number; empty where the column has no form of its own. */
  next() {
    let number = this.proposed;
    while (number && this.taken.has(number)) {
      number = number.replace(SERIAL, (_, head, serial, tail) => {
        return head + String(Number(serial) + 1).padStart(serial.length, "0") + tail;
      });
    }
    return number;
  }

  /** Give the number to every entry that is begun from now on; called before the editor listens itself. */
  giveToNew() {
    const give = (event) => {
      if (!NEW.test(location.hash) || !this.proposed) return;
      if (event) event.stopImmediatePropagation();
      location.replace(`${location.hash}?${encodeURIComponent("索引号")}=${encodeURIComponent(this.next())}`);
    };
    window.addEventListener("hashchange", give, true);
    give();
  }
}
