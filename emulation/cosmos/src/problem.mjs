/** A request that is refused as the service would refuse it: an expected outcome, not a defect of the emulator. */
export class Problem extends Error {
  constructor(status, code, message, { substatus = 0, headers = {} } = {}) {
    super(message);
    Object.assign(this, { status, code, substatus, headers });
  }
}

export const badRequest = (message, substatus = 0) => new Problem(400, 'BadRequest', message, { substatus });

export const noSuchItem = () => new Problem(404, 'NotFound', 'Entity with the specified id does not exist in the system.');

/** 404 with substatus 1003: the container (or its database) is what is missing, not the item. */
export const noSuchContainer = (name) =>
  new Problem(404, 'NotFound', `Owner resource does not exist: ${name}.`, { substatus: 1003 });

export const conflict = (id) => new Problem(409, 'Conflict', `Entity with the specified id already exists in the system: ${id}.`);

export const preconditionFailed = () =>
  new Problem(412, 'PreconditionFailed', 'Operation cannot be performed because one of the specified precondition is not met.');

export const notEmulated = (what) => new Problem(501, 'NotImplemented', `Not emulated: ${what}.`);
