metadata name = 'Shared'
metadata description = 'What several modules agree on: the identity of an app, the roles of Azure that grants name, the regions that can be had.'

@export()
@description('The identity that an app runs as.')
type identity = {
  @description('Required. Resource id.')
  id: string

  @description('Required. What the app calls itself when it asks for a token.')
  clientId: string

  @description('Required. What rights are given to.')
  principalId: string
}

@export()
@description('A right: somebody may do what the role says, on one queue or table, or on the whole account.')
type grant = {
  @description('Required. Name of the queue or table; empty: the account itself.')
  on: string

  @description('Required. Who may.')
  principalId: string

  @description('Required. Id of the role.')
  role: string
}

@export()
@description('What all function apps have in common.')
type setup = {
  @description('Required. The installation\'s token in names.')
  token: string

  @description('Required. Where logs go.')
  insightsConnectionString: string

  @description('Required. Memory of an instance in MB.')
  instanceMemoryMB: 512 | 2048 | 4096

  @description('Required. Instances of an app at most.')
  maximumInstances: int

  @description('Required. How storage accounts are kept.')
  storageSku: 'Standard_LRS' | 'Standard_ZRS'

  @description('Required. Tags of every resource.')
  tags: object
}

@export()
@description('Where the private side of a resource is, when there is no public one.')
type privateAccess = {
  @description('Required. Subnet of the private endpoints; empty: the resource is reached by its public address.')
  subnetId: string

  @description('Required. Private DNS zones by what is in them: blob, queue, table, sql, vault.')
  zoneIds: object
}

@export()
@description('Access by the public address only.')
var publicAccess = {
  subnetId: ''
  zoneIds: {}
}

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
@export()
@description('Ids of built-in roles.')
var roles = {
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  keyVaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  queueDataMessageProcessor: '8a0f0c08-91a1-4084-bc3d-661d67233fed'
  queueDataMessageSender: 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a'
  queueDataReader: '19e7f393-937e-4f77-808e-94535e297925'
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  tableDataReader: '76199698-9eea-4c19-bc75-cec21354c6b6'
}
