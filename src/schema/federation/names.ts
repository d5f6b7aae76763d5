/**
 * Names of the types and root fields that a subgraph has in addition (Apollo Federation subgraph specification, "Subgraph
 * schema additions").
 */
export const added = {
  representation: '_Any',
  entity: '_Entity',
  service: '_Service',
  entitiesField: '_entities',
  serviceField: '_service',
} as const;
