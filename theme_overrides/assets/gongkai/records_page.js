// The mount point of records on this page, and their data, opened once on demand.
import { open } from "./records_data.js";
export { app, data };

const app = document.querySelector("[data-gk-records]");

let opening = null;
function data() {
  if (!opening) {
    opening = open(app.dataset.gkRecords);
    opening.catch(() => {
      opening = null;
    });
  }
  return opening;
}
