metadata name = 'Storage account'
metadata description = 'An account without keys, with its queues, tables and containers, and who may do what with each.'

import { grant, privateAccess } from 'shared.bicep'

@description('Required. Name of the account, 3 to 24 letters and digits.')
@minLength(3)
@maxLength(24)
param name string

@description('Required. Where it is.')
param location string

@description('Required. Tags of every resource.')
param tags object

@description('Optional. How it is kept: Standard_LRS, or Standard_ZRS to outlive a zone.')
@allowed(['Standard_LRS', 'Standard_ZRS'])
param sku string = 'Standard_LRS'

@description('Optional. Its queues.')
param queues string[] = []

@description('Optional. Its tables.')
param tables string[] = []

@description('Optional. Its blob containers.')
param containers string[] = []

@description('Optional. Rights on single queues.')
param queueGrants grant[] = []

@description('Optional. Rights on single tables.')
param tableGrants grant[] = []

@description('Optional. Rights on the whole account: for the app alone whose own it is.')
param accountGrants grant[] = []

@description('Required. Where its private side is, if it has no public one.')
param access privateAccess

var isPrivate = !empty(access.subnetId)

// Only the services in use get an endpoint of their own.
var services = concat(
  empty(containers) ? [] : ['blob'],
  empty(queues) && !contains(accountServices, 'queue') ? [] : ['queue'],
  empty(tables) && !contains(accountServices, 'table') ? [] : ['table']
)

@description('Optional. Services that the app\'s own host makes things in at run time: queue, table.')
param accountServices string[] = []

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: sku
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    supportsHttpsTrafficOnly: true
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
    }
  }
}

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource queue 'Microsoft.Storage/storageAccounts/queueServices/queues@2024-01-01' = [
  for item in queues: {
    parent: queueService
    name: item
  }
]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2024-01-01' = [
  for item in tables: {
    parent: tableService
    name: item
  }
]

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = [
  for item in containers: {
    parent: blobService
    name: item
  }
]

resource queueGrant 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for item in queueGrants: {
    name: guid(account.id, 'queue', item.on, item.principalId, item.role)
    scope: queue[indexOf(queues, item.on)]
    properties: {
      principalId: item.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', item.role)
    }
  }
]

resource tableGrant 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for item in tableGrants: {
    name: guid(account.id, 'table', item.on, item.principalId, item.role)
    scope: table[indexOf(tables, item.on)]
    properties: {
      principalId: item.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', item.role)
    }
  }
]

resource accountGrant 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for item in accountGrants: {
    name: guid(account.id, item.principalId, item.role)
    scope: account
    properties: {
      principalId: item.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', item.role)
    }
  }
]

module endpoint 'private-endpoint.bicep' = [
  for service in (isPrivate ? services : []): {
    name: '${name}-${service}'
    params: {
      name: 'pe-${name}-${service}'
      location: location
      tags: tags
      resourceId: account.id
      groupId: service
      access: access
    }
  }
]

@description('Address of the blobs.')
output blobUri string = account.properties.primaryEndpoints.blob

@description('Address of the queues.')
output queueUri string = account.properties.primaryEndpoints.queue

@description('Address of the tables.')
output tableUri string = account.properties.primaryEndpoints.table
